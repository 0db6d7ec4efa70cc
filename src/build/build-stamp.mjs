// Checks whether `dist` was built from the present files. Every file of the checkout is an input, except tests and generated
// files. A file is compared by its path, size and time of change.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Top folders that no build reads. */
const noInput = new Set(['.git', 'bench', 'dist', 'node_modules', 'test']);

/** Lists the files of a folder. Follows links, also to folders; skips broken links (such as an editor's lock). */
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
export const digestInputs = (top) => digestOf(top, filesOf(top, noInput));

/** A digest of the build's output, without the file that `npm pack` adds later. */
const digestOutputs = (top) => digestOf(top, filesOf(join(top, 'dist'), new Set(['SHA256SUMS'])));

const stampOf = (top) => join(top, 'node_modules/.cache/build-stamp.json');

/** Writes digests of the build's inputs and output. The file is renamed into place, so it is never read half written. */
export function writeStamp(top, inputs) {
  const stamp = stampOf(top);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(`${stamp}.new`, JSON.stringify({ inputs, outputs: digestOutputs(top) }));
  renameSync(`${stamp}.new`, stamp);
}

/** False if an input or the build's output has changed since the build, or there was none. */
export function isBuilt(top) {
  try {
    const { inputs, outputs } = JSON.parse(readFileSync(stampOf(top), 'utf8'));
    return inputs === digestInputs(top) && outputs === digestOutputs(top);
  } catch {
    return false;
  }
}
