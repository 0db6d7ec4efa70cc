// Goes from another version to this one and back, in a real shop with a real browser:
//
//     npm run test:upgrade -- --from REVISION      builds that revision of this repository first
//     npm run test:upgrade -- --built DIR          takes a checkout or an unpacked package that is built
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const top = fileURLToPath(new URL('../..', import.meta.url));
const { values } = parseArgs({ options: { from: { type: 'string' }, built: { type: 'string' } } });
if (values.from === undefined && values.built === undefined) {
  console.log('test:upgrade: expected --from REVISION or --built DIR');
  process.exit(2);
}

const run = (command, args, cwd = top) => execFileSync(command, args, { cwd, stdio: 'inherit' });
const work = mkdtempSync(join(tmpdir(), 'hipay-ecr-upgrade-'));

/** The program of a revision, built as that revision builds itself. */
function build(revision) {
  const folder = join(work, 'before');
  run('git', ['worktree', 'add', '--detach', folder, revision]);
  run('npm', ['ci'], folder);
  run('npm', ['run', 'build'], folder);
  return folder;
}

let status = 1;
try {
  const before = values.built === undefined ? build(values.from) : resolve(values.built);
  run(process.execPath, ['src/build/prepare.mjs', 'test']);
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'upgrade', '--reporter=verbose'];
  const report = join(work, 'report.json');
  ({ status } = spawnSync(process.execPath, [...vitest, '--reporter=json', `--outputFile.json=${report}`], {
    cwd: top,
    stdio: 'inherit',
    env: { ...process.env, HIPAY_ECR_VERSION_BEFORE: before },
  }));
} finally {
  if (values.built === undefined) run('git', ['worktree', 'remove', '--force', join(work, 'before')]);
  rmSync(work, { recursive: true, force: true });
}
process.exit(status ?? 1);
