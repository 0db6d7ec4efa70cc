// Tells whether `dist` is built from the files that are there now. One rule: every file of the checkout is an input, except the
// tests and what is generated. A file counts by its path, size and time of change.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders at the top that no build reads. */
const noInput = new Set(['.git', 'bench', 'dist', 'node_modules', 'test']);

function filesOf(folder, skip = new Set()) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skip.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesOf(path) : [path];
  });
}

/** A digest of all inputs of the build in the checkout at `top`. */
export function inputsOf(top) {
  const hash = createHash('sha256');
  for (const path of filesOf(top, noInput).sort()) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path.slice(top.length)}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

const stampOf = (top) => join(top, 'node_modules/.cache/build-stamp.json');

/** Remembers what was built, and from which inputs. */
export function writeStamp(top, inputs) {
  const outputs = filesOf(join(top, 'dist')).map((path) => path.slice(top.length));
  writeFileSync(stampOf(top), JSON.stringify({ inputs, outputs }));
}

/** False where an input has changed since the build, or a file that it made is missing. */
export function isBuilt(top) {
  if (!existsSync(stampOf(top))) return false;
  const { inputs, outputs } = JSON.parse(readFileSync(stampOf(top), 'utf8'));
  return inputs === inputsOf(top) && outputs.every((path) => existsSync(join(top, path)));
}
