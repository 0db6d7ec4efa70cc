import { fileReasons } from '../system/file-reasons.ts';
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

function folderFailure(code: string, path: string, folder: string): string {
  if (code === 'EISDIR')
    return `A folder is at ${path}, where the connector needs a file. Move this folder away; if it has the records in it, copy them to their place.`;
  const reason = fileReasons[code] ?? code;
  return `The home folder ${folder} cannot be used: ${reason} (${code}, ${path}). Give the folder to this user, or choose another one with --home.`;
}
