import { type System, thisSystem } from './systems.ts';

/** What the error codes of the operating system mean for a file or folder that cannot be read or written. */
export const fileReasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there, or another program holds the file',
  EBUSY: 'another program holds the file',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'this user may not use more of the disk',
  ENOTDIR: 'a part of the path is a file, not a folder',
  ENOENT: 'the drive or folder is not there',
  EMFILE: 'this program has too many files open',
  ENFILE: 'the computer has too many files open',
  EIO: 'the disk does not read or write it',
};

/** What to do if a file or folder cannot be written. Other codes have another cause. */
const writeRemedies: Readonly<Record<string, string>> = {
  EACCES: 'Give the folder to this user, or run the command as its owner (sudo)',
  EPERM: 'Give the folder to this user, or run the command as its owner (sudo)',
  EBUSY: 'Close that program',
  EROFS: 'Mount it for writing',
  ENOSPC: 'Free space there',
  EDQUOT: 'Free space there',
};

const closeProgramText = 'Close that program (a backup, a virus scanner, another copy of this one)';

/** What to do if a file or folder that is there cannot be used. */
const useRemedies: Readonly<Record<string, string>> = {
  EBUSY: closeProgramText,
  EROFS: 'Mount the disk for writing',
  ENOSPC: 'Free space there',
  EDQUOT: 'Free space there',
  ENOTDIR: 'Correct the path (--home)',
  ENOENT: 'Connect the drive',
  EMFILE: 'Close other programs, or restart the computer',
  ENFILE: 'Close other programs, or restart the computer',
  EIO: 'Copy the whole folder to a place of safety, and look at the disk and its cable',
};

/**
 * Why a file or folder that is there cannot be used, and what to do.
 *
 * @param owner the other user to whom it belongs; undefined: it belongs to this user, or that is not known
 */
export function useFault(
  code: string,
  path: string,
  owner: string | undefined,
  system: System = thisSystem,
): { readonly reason: string; readonly remedy: string } {
  if (code !== 'EACCES' && code !== 'EPERM')
    return { reason: fileReasons[code] ?? code, remedy: useRemedies[code] ?? 'Look at this file' };
  if (system === 'windows')
    return {
      reason: 'another program holds it, or this user may not use it',
      remedy: `${closeProgramText}, or let this user read and write the file`,
    };
  return owner === undefined
    ? { reason: 'this user may not use it', remedy: `Let this user use it: chmod u+rw "${path}"` }
    : {
        reason: `it belongs to the user ${owner}, and this user may not use it`,
        remedy: `Give it to this user: sudo chown "$USER" "${path}"`,
      };
}

/** Says which file cannot be written, why, and what to do. Undefined if the error has another cause. */
export function writeFaultText(error: unknown, folder: string): string | undefined {
  const { code = '', path = folder } = error as NodeJS.ErrnoException;
  const remedy = writeRemedies[code];
  if (remedy === undefined) return undefined;
  // A file is first written as `NAME.123.new`, then renamed.
  const name = path.replace(/\.\d+\.new$/, '');
  return `${name} cannot be written: ${fileReasons[code]} (${code}). ${remedy}`;
}
