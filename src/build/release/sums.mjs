import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runTool } from './staging.mjs';

/** Writes SHA256SUMS as `sha256sum -c` reads it, and signs it where there is a key. */
export function writeSums(paths, out, { key, version, time }) {
  const sums = join(out, 'SHA256SUMS');
  writeFileSync(sums, [...paths].sort().map(sumLine).join(''));
  if (key === undefined) return;
  // The comments have no time of their own, so the signature is the same each time.
  const comment = `hipay-ecr ${version}, ${new Date(time * 1000).toISOString().slice(0, 10)}`;
  const words = ['-S', '-W', '-s', key, '-m', sums, '-x', `${sums}.minisig`, '-t', comment, '-c', comment];
  runTool('minisign', words);
}

const sumLine = (path) =>
  `${createHash('sha256').update(readFileSync(path)).digest('hex')}  ${basename(path)}\n`;
