import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchFolder, type KeptSheet, keptSheets } from './keep.ts';
import { machineLine } from './machine.ts';
import { reportText } from './markdown.ts';
import { breakdownPicture, pictureName, tablePicture } from './picture.ts';

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

function writePictures(sheets: readonly KeptSheet[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { id, tables, breakdowns = [] } of sheets) {
    for (const [place, table] of tables.entries())
      if (table.picture) writeFileSync(join(folder, pictureName(id, 'table', place)), tablePicture(table));
    for (const [place, bars] of breakdowns.entries())
      writeFileSync(join(folder, pictureName(id, 'bars', place)), breakdownPicture(bars));
  }
}

/**
 * Runs after the benchmarks. Writes `bench/latest.md`, `latest.json` and the pictures, and with `--publish` also the
 * committed `test/benchmarks/RESULTS.md`.
 */
export function teardown(): void {
  const sheets = keptSheets();
  if (sheets.length === 0) return;
  const when = day(Math.max(...sheets.map(({ at }) => at)));
  const about = [
    '# Benchmarks',
    '',
    `${when}, ${machineLine()}. Figures are medians; beside them stand the smallest and the largest median of the rounds.`,
    'Contestants take turns in the same run. The command under a heading measures its figures again. Ratios can be compared',
    'between machines, milliseconds cannot.',
    '',
  ].join('\n');
  mkdirSync(benchFolder, { recursive: true });
  writeFileSync(
    join(benchFolder, 'latest.json'),
    JSON.stringify({ machine: machineLine(), sheets }, null, 2),
  );
  writeFileSync(join(benchFolder, 'latest.md'), reportText(sheets, about, 'pictures/'));
  writePictures(sheets, join(benchFolder, 'pictures'));
  process.stdout.write(`\n${reportText(sheets, about, 'pictures/')}\n`);
  if (process.env['HIPAY_ECR_BENCH_PUBLISH'] !== 'yes') return;
  const committed = fileURLToPath(new URL('..', import.meta.url));
  writeFileSync(join(committed, 'RESULTS.md'), reportText(sheets, about, 'pictures/'));
  writePictures(sheets, join(committed, 'pictures'));
}
