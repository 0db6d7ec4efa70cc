import { fstatSync } from 'node:fs';

/** The part of a file's status that names the file. */
export interface FileIdentity {
  readonly dev: number;
  readonly ino: number;
}

/**
 * True if standard output goes into the journal of systemd. The journal keeps it, and others than the owner may read it. The
 * variable names the journal's socket by its device and inode: it is also set in a child process with another output.
 */
export function isJournal(
  env: Readonly<Record<string, string | undefined>>,
  output: () => FileIdentity = () => fstatSync(1),
): boolean {
  const named = env['JOURNAL_STREAM'];
  if (named === undefined) return false;
  try {
    const { dev, ino } = output();
    return named === `${dev}:${ino}`;
  } catch {
    return false;
  }
}
