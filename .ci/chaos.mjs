// Bundles the fault campaign and runs it: `npm run chaos -- --seed 7 --payments 10000 [--only 123]`.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

await build({
  root: at('.'),
  configFile: false,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: at('test/chaos/run-chaos.ts'),
    outDir: at('node_modules/.cache/chaos'),
    target: 'node20',
    copyPublicDir: false,
  },
});
await import('../node_modules/.cache/chaos/run-chaos.js');
