// A copy of the built program with another version number, as its own build would have written it.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const packed = ['package.json', 'dist', 'CHANGELOG.md', 'LICENSE', 'README.md'];

/**
 * Copies the program of a checkout or of an unpacked package into `folder`. `provedWithinMs`: how long the copy gives a new
 * version to be ready. `change` may break the copy before its sums are written.
 */
export function copyAsVersion(program, folder, { version, provedWithinMs = 60_000, change = () => {} }) {
  const built = JSON.parse(readFileSync(join(program, 'package.json'), 'utf8')).version;
  mkdirSync(folder, { recursive: true });
  for (const name of packed) cpSync(join(program, name), join(folder, name), { recursive: true });
  for (const path of filesOf(folder)) {
    if (!/\.(js|json)$/.test(path)) continue;
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, withVersion(text, { built, version, provedWithinMs }));
  }
  change(folder);
  writeSums(folder);
}

/** The package of a copy. The folder of the copy must be named `package`. */
export function packVersion(copy, version) {
  const top = dirname(copy);
  const path = join(top, `hipay-ecr-connector-${version}.tgz`);
  execFileSync('tar', ['--format=ustar', '-czf', path, '-C', top, 'package']);
  return path;
}

/** Makes a copy that ends with `code` in place of `start`, and cannot do anything else. */
export const onlyStart = (code) => (folder) =>
  writeFileSync(
    join(folder, 'dist/sidecar/main.js'),
    `if (process.argv[2] === 'start') {${code}} else process.exit(9);`,
  );

/** The service worker must notice that the files differ. */
const withVersion = (text, { built, version, provedWithinMs }) =>
  text
    .replaceAll(`\`${built}\``, `\`${version}\``)
    .replaceAll(`"version": "${built}"`, `"version": "${version}"`)
    .replaceAll(`hipay-ecr ${built}`, `hipay-ecr ${version}`)
    .replace(/(is:`idle`\},[\w$]+=)3e5/, `$1${provedWithinMs}`)
    .replaceAll(/("revision":)(?:null|"[^"]*")/g, `$1"${version}"`);

const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, path, name }) => join(parentPath ?? path, name));

const digest = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');

function writeSums(folder) {
  const lines = filesOf(folder)
    .map((path) => relative(folder, path))
    .filter((path) => path !== 'dist/SHA256SUMS')
    .map((path) => `${digest(join(folder, path))}  ${path}\n`);
  writeFileSync(join(folder, 'dist/SHA256SUMS'), lines.sort().join(''));
}
