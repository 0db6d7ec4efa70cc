import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sheet } from './sheet.ts';

/** The results of the last run on this machine; not committed. */
export const benchFolder = fileURLToPath(new URL('../../../bench', import.meta.url));
const sheets = join(benchFolder, 'sheets');

/** True for a shorter run: fewer rounds, the same rows. */
export const quick = process.env['HIPAY_ECR_BENCH'] === 'quick';
/** True for a run with the parts that take minutes, such as a million records. */
export const full = process.env['HIPAY_ECR_BENCH'] === 'full';

/** Stores the results of a benchmark for the report. Another run of the same benchmark replaces them. */
export function keepSheet(sheet: Sheet): void {
  mkdirSync(sheets, { recursive: true });
  writeFileSync(
    join(sheets, `${sheet.id}.json`),
    JSON.stringify({ ...sheet, at: Date.now(), quick }, null, 2),
  );
}

export type KeptSheet = Sheet & { readonly at: number; readonly quick: boolean };

export function keptSheets(): KeptSheet[] {
  if (!existsSync(sheets)) return [];
  return readdirSync(sheets)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(sheets, name), 'utf8')) as KeptSheet);
}
