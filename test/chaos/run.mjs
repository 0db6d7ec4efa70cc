// Runs the fault campaigns. In virtual time: `npm run chaos -- --seed 7 --payments 10000 [--only 123]`. In a real browser
// over the serial rig, killing processes: `npm run chaos -- --real --seed 7 --payments 200`.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build, runnerImport } from 'vite';

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

async function runInVirtualTime() {
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
  // A computed path, because the file was just built and tools that check imports cannot find it.
  const bundled = new URL('../../node_modules/.cache/chaos/run-chaos.js', import.meta.url);
  await import(bundled.href);
}

/** Runs from the sources: the rig and the sidecar look for their programs beside their own source files. */
async function runForReal() {
  const prepared = spawnSync(process.execPath, [at('src/build/prepare.mjs'), 'test'], { stdio: 'inherit' });
  if (prepared.status !== 0) process.exit(1);
  await runnerImport(at('test/chaos/real/run-real.ts'), {
    root: at('.'),
    configFile: false,
    logLevel: 'warn',
  });
}

await (process.argv.includes('--real') ? runForReal() : runInVirtualTime());
