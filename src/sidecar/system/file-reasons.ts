/** What the codes of the operating system mean for a person whose file or folder cannot be written. */
export const fileReasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there, or another program holds the file',
  EBUSY: 'another program holds the file',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'this user may not use more of the disk',
  ENOTDIR: 'a part of the path is a file, not a folder',
  ENOENT: 'the drive or folder is not there',
};

const remedies: Readonly<Record<string, string>> = {
  EACCES: 'Give the folder to this user, or run the command as its owner (sudo)',
  EPERM: 'Give the folder to this user, or run the command as its owner (sudo)',
  EBUSY: 'Close that program',
  EROFS: 'Mount it for writing',
  ENOSPC: 'Free space there',
  EDQUOT: 'Free space there',
};

/** Says which file cannot be written, why, and what to do. Undefined if the error has another cause. */
export function writeFaultText(error: unknown, folder: string): string | undefined {
  const { code = '', path = folder } = error as NodeJS.ErrnoException;
  const remedy = remedies[code];
  return (
    remedy &&
    `${path.replace(/\.\d+\.new$/, '')} cannot be written: ${fileReasons[code]} (${code}). ${remedy}`
  );
}
