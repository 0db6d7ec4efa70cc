// Writes dist/SHA256SUMS for all other files of `npm pack`. Check it with `sha256sum -c` in the package's folder.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../..', import.meta.url));
const list = ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'];
const shell = process.platform === 'win32';
const [{ files }] = JSON.parse(execFileSync('npm', list, { cwd: top, encoding: 'utf8', shell }));
const sums = files
  .map(({ path }) => path)
  .filter((path) => path !== 'dist/SHA256SUMS')
  .sort()
  .map(
    (path) =>
      `${createHash('sha256')
        .update(readFileSync(join(top, path)))
        .digest('hex')}  ${path}\n`,
  );
writeFileSync(join(top, 'dist/SHA256SUMS'), sums.join(''));
