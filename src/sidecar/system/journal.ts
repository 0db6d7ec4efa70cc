import { fstatSync } from 'node:fs';

/** The part of a file's status that names the file. */
export interface FileIdentity {
  readonly dev: number;
  readonly ino: number;
}

/**
 * True if standard output goes into the journal of systemd, which keeps it, and which more people than the owner may read. The
 * variable has the device and the inode of the journal's socket, because a program may have another output than its parent.
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
