import { type ImportReading, importSettings } from '../../core/settings/imported-settings.ts';
import { type Remark, remark } from '../../core/settings/remark.ts';
import type { Settings } from '../../core/settings/settings.ts';

/** A configuration file is a few lines; anything longer is something else. */
const longestFile = 200_000;

/** The reader's own words are English; the line that it names is worth keeping. */
function unread(error: unknown): Remark {
  const line = / at line (\d+)/.exec((error as Error).message)?.[1];
  return line ? remark('unreadable-at', '', { line }) : remark('unreadable');
}

/** What a file that was picked says of account and contracts, or why it says nothing. Never rejects. */
export async function readAccountFile(
  picked: File,
  present: Settings,
  readYaml: (text: string) => Promise<unknown>,
): Promise<ImportReading> {
  if (picked.size > longestFile) return { ok: false, errors: [remark('too-long')] };
  try {
    return await importSettings(await picked.text(), present, readYaml);
  } catch (error) {
    return { ok: false, errors: [unread(error)] };
  }
}
