import type { Plugin } from 'vite';

/** Where zod ties each schema to what no browser half uses. One that does not match any more stops the build. */
const ties: readonly (readonly [RegExp, string])[] = [
  // The writers of its JSON schema.
  [/^ *inst\._zod\.processJSONSchema = .*processors\.\w+Processor\(.*\);$/gm, ''],
  [/create(?:Standard|To)JSONSchemaMethod\(this, (?:"\w+"|\{\})\)(?=[,(])/g, 'undefined'],
  // What its checks come to (`schema.minLength`, `schema.format`): read by those writers, and by nothing of ours.
  [/processors\.aggregateChecks\(inst\)/g, '(() => { throw new Error("left out for browsers"); })()'],
  // Values that contain themselves: only a schema that does so too (`z.lazy`) could follow one.
  [/core\.config\(\{ memoizer: core\.memoizer\(\) \}\)/g, ''],
  // Readers made with `new Function`: every page forbids them (`zod-without-eval.ts`).
  [/core\.\$ZodObjectJIT\.init\(/g, 'core.$$ZodObject.init('],
];

/**
 * Nothing in a browser describes a schema as JSON schema (the sidecar does, for `/openapi.json`), yet every schema holds on
 * to the code that could: some 9 kB gz of the page's first load, and of the worker's and the SDK's. Cut here, so that the
 * bundler can leave it out. See `src/decisions/0025`.
 */
export const zodForBrowsers = (): Plugin => ({
  name: 'zod-for-browsers',
  apply: 'build',
  applyToEnvironment: ({ config }) => config.consumer === 'client',
  transform: {
    filter: { id: /\/zod\/v4\/classic\/schemas\.js$/ },
    handler: (code) =>
      ties.reduce((left, [tie, instead]) => {
        const cut = left.replace(tie, instead);
        if (cut === left) throw new Error(`zod has changed: nothing matches ${tie}`);
        return cut;
      }, code),
  },
});
