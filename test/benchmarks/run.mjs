// Runs the benchmarks: `npm run bench -- [--only b1 b3] [--quick | --full] [--publish] [--registry]`. Prepares the checkout
// first. Writes the report to bench/ (not committed), and with --publish also to test/benchmarks/RESULTS.md. Long benchmarks
// that are in no table (a thousand payments under load, a year's history, takeovers) run with --full or by name only.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const top = fileURLToPath(new URL('../..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', multiple: true },
    quick: { type: 'boolean' },
    full: { type: 'boolean' },
    publish: { type: 'boolean' },
    registry: { type: 'boolean' },
  },
});
const run = (args, env = {}) => {
  const { status } = spawnSync(process.execPath, args, {
    cwd: top,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) process.exit(status ?? 1);
};

run(['src/build/prepare.mjs', 'test']);
const named = [...(values.only ?? []), ...positionals].map((id) => id.toLowerCase());
const chosen = named.length > 0 || values.full ? named : ['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8'];
// The dash after a short name keeps `b1` from matching `b10`. Whole names are used as they are.
const wanted = chosen.map((id) => `test/benchmarks/${id}${/^b\d+$/.test(id) ? '-' : ''}`);
run(
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'benchmarks',
    '--disable-console-intercept',
    '--reporter=default',
    ...wanted,
  ],
  {
    HIPAY_ECR_BENCH: values.quick ? 'quick' : values.full ? 'full' : '',
    HIPAY_ECR_BENCH_REGISTRY: values.registry ? 'yes' : '',
    HIPAY_ECR_BENCH_PUBLISH: values.publish ? 'yes' : '',
  },
);
