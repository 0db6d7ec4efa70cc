import { fstatSync } from 'node:fs';

/** The part of a file's status that names the file. */
export interface FileIdentity {
  readonly dev: number;
  readonly ino: number;
}

/**
 * True if standard output goes into the journal of systemd, which keeps it, and which other users may be able to read. The variable
 * names the journal's socket by device and inode. It alone proves nothing: a child process with another output has it too.
 */
export function isSystemdJournal(
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
