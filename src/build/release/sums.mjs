import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runTool } from './staging.mjs';

/** Writes SHA256SUMS in the form that `sha256sum -c` reads, and signs it if there is a key. */
export function writeSums(paths, out, { key, version, time }) {
  const sums = join(out, 'SHA256SUMS');
  writeFileSync(sums, [...paths].sort().map(sumLine).join(''));
  if (key === undefined) return;
  // By default, minisign writes the present time into the comments. With the time of the release, the bytes stay the same.
  const comment = `hipay-ecr ${version}, ${new Date(time * 1000).toISOString().slice(0, 10)}`;
  const args = ['-S', '-W', '-s', key, '-m', sums, '-x', `${sums}.minisig`, '-t', comment, '-c', comment];
  runTool('minisign', args);
}

const sumLine = (path) =>
  `${createHash('sha256').update(readFileSync(path)).digest('hex')}  ${basename(path)}\n`;
