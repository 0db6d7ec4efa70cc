// Tells whether `dist` is built from the files that are there now. One rule: every file of the checkout is an input, except the
// tests and what is generated. A file counts by its path, size and time of change.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folders at the top that no build reads. */
const noInput = new Set(['.git', 'bench', 'dist', 'node_modules', 'test']);

/** Links are followed, also to a folder; one that leads nowhere (an editor's lock) is no file. */
function filesOf(folder, skip = new Set()) {
  return readdirSync(folder).flatMap((name) => {
    if (skip.has(name)) return [];
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) return [];
    return stat.isDirectory() ? filesOf(path) : [{ path, size: stat.size, changed: stat.mtimeMs }];
  });
}

function digestOf(top, files) {
  const lines = files.map(({ path, size, changed }) => `${path.slice(top.length)}\0${size}\0${changed}\n`);
  return createHash('sha256').update(lines.sort().join('')).digest('hex');
}

/** A digest of all inputs of the build in the checkout at `top`. */
export const inputsOf = (top) => digestOf(top, filesOf(top, noInput));

/** What `npm pack` adds after the build is no output of it. */
const outputsOf = (top) => digestOf(top, filesOf(join(top, 'dist'), new Set(['SHA256SUMS'])));

const stampOf = (top) => join(top, 'node_modules/.cache/build-stamp.json');

/** Remembers what was built, and from which inputs. Renamed into place: half a stamp is never read. */
export function writeStamp(top, inputs) {
  const stamp = stampOf(top);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(`${stamp}.new`, JSON.stringify({ inputs, outputs: outputsOf(top) }));
  renameSync(`${stamp}.new`, stamp);
}

/** False where an input has changed since the build, or what it made is no longer there as it was. */
export function isBuilt(top) {
  try {
    const { inputs, outputs } = JSON.parse(readFileSync(stampOf(top), 'utf8'));
    return inputs === inputsOf(top) && outputs === outputsOf(top);
  } catch {
    return false;
  }
}
