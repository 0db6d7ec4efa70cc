import { portNotAllowed } from '../system/ports.ts';
import { shellWords } from '../system/shell-words.ts';
import { type System, thisSystem } from '../system/systems.ts';

export interface StartPlace {
  readonly port: number;
  /** The home folder. */
  readonly folder: string;
}

/** Says why a start has failed, and what a person can do. */
export function describeStartFailure(error: unknown, place: StartPlace, system: System = thisSystem): string {
  const { code, syscall, path, message } = error as NodeJS.ErrnoException;
  if (syscall === 'listen' || syscall === 'bind') return portFailure(code, message, place.port, system);
  if (code !== undefined && path?.startsWith(place.folder)) return folderFailure(code, path, place.folder);
  return message;
}

function portFailure(code: string | undefined, message: string, port: number, system: System): string {
  const words = shellWords[system];
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken by another program (${words.portOwner(port)} shows which one). Stop that one, or choose a port with --port.`;
  if (code !== 'EACCES') return `Port ${port} cannot be used: ${message}. Choose another one with --port.`;
  const { found, remedy } = portNotAllowed(port, system);
  return `Port ${found}. ${remedy} (--port).`;
}

const folderReasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there, or another program holds the file',
  EBUSY: 'another program holds the file',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'this user may not use more of the disk',
  ENOTDIR: 'a part of the path is a file, not a folder',
  ENOENT: 'the drive or folder is not there',
};

function folderFailure(code: string, path: string, folder: string): string {
  const reason = folderReasons[code] ?? code;
  return `The home folder ${folder} cannot be used: ${reason} (${code}, ${path}). Give the folder to this user, or choose another one with --home.`;
}
