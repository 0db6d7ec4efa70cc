import type { Plugin } from 'vite';

/** Where zod ties each schema to the writer of its JSON schema. One that does not match any more stops the build. */
const ties: readonly (readonly [RegExp, string])[] = [
  [/^ *inst\._zod\.processJSONSchema = .*processors\.\w+Processor\(.*\);$/gm, ''],
  [/create(?:Standard|To)JSONSchemaMethod\(this, (?:"\w+"|\{\})\)(?=[,(])/g, 'undefined'],
];

/**
 * Nothing in a browser describes a schema as JSON schema (the sidecar does, for `/openapi.json`), yet every schema holds on
 * to the code that could: 7 kB gz of the page's first load, and of the worker's and the SDK's. Cut here, so that the
 * bundler can leave it out.
 */
export const zodWithoutJsonSchema = (): Plugin => ({
  name: 'zod-without-json-schema',
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
