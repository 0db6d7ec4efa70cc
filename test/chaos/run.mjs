// Runs the fault campaigns. In virtual time: `npm run chaos -- --seed 7 --payments 10000 [--only 123]`. In a real browser
// over the serial rig, killing processes: `npm run chaos -- --real --seed 7 --payments 200`. The edges (sidecar, sockets,
// several browsers): `npm run chaos -- --edges --seed 7 --orders 2000`. Two shops of one HiPay account, with equal order
// numbers: `npm run chaos -- --shops --seed 1 --payments 5000 [--equal PERCENT]`.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build, runnerImport } from 'vite';

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Bundles a campaign, which runs faster than from its sources, and runs it. */
async function runBundled(name, entry) {
  const folder = `node_modules/.cache/${name}`;
  await build({
    root: at('.'),
    configFile: false,
    logLevel: 'warn',
    define: { __VERSION__: JSON.stringify(name) },
    ssr: { noExternal: true },
    build: {
      ssr: at(entry),
      outDir: at(folder),
      target: 'node20',
      copyPublicDir: false,
      rollupOptions: { external: ['bufferutil', 'utf-8-validate'] },
    },
  });
  // A computed path, because the file was just built and tools that check imports cannot find it.
  const bundled = new URL(
    `../../${folder}/${entry.split('/').at(-1).replace('.ts', '.js')}`,
    import.meta.url,
  );
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
    define: { __VERSION__: JSON.stringify('real') },
  });
}

const { argv } = process;
if (argv.includes('--real')) await runForReal();
else if (argv.includes('--edges')) await runBundled('edges', 'test/chaos/edges/run-edges.ts');
else if (argv.includes('--shops')) await runBundled('shop-pairs', 'test/chaos/run-shop-pairs.ts');
else await runBundled('chaos', 'test/chaos/run-chaos.ts');
