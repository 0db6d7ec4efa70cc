import { foreignOwner } from '../system/file-owner.ts';
import { useFault } from '../system/file-reasons.ts';
import { portNotAllowed } from '../system/ports.ts';
import { shellWords } from '../system/shell-words.ts';
import { type System, thisSystem } from '../system/systems.ts';

export interface StartPlace {
  readonly port: number;
  /** The home folder. */
  readonly folder: string;
}

/** Says why a start has failed, and what a person can do. */
export function describeStartFailure(
  error: unknown,
  place: StartPlace,
  system: System = thisSystem,
  ownerOf: typeof foreignOwner = foreignOwner,
): string {
  const { code, syscall, path, message } = error as NodeJS.ErrnoException;
  if (syscall === 'listen' || syscall === 'bind') return portFailure(code, message, place.port, system);
  if (code !== undefined && path?.startsWith(place.folder)) {
    const { folder } = place;
    return folderFailure(code, path, { folder, owner: ownerOf(path), system });
  }
  return message;
}

/** True if another program or the system has the port: the same start may work later. */
export function isPortTaken(error: unknown): boolean {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return (syscall === 'listen' || syscall === 'bind') && (code === 'EADDRINUSE' || code === 'EACCES');
}

function portFailure(code: string | undefined, message: string, port: number, system: System): string {
  const words = shellWords[system];
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken by another program (${words.portOwner(port)} shows which one). Stop that one, or choose a port with --port.`;
  if (code !== 'EACCES') return `Port ${port} cannot be used: ${message}. Choose another one with --port.`;
  const { found, remedy } = portNotAllowed(port, system);
  return `Port ${found}. ${remedy} (--port).`;
}

/** Names the file, why it cannot be used, and what to do. Another folder is no remedy: it knows none of the paid orders. */
function folderFailure(code: string, path: string, { folder, owner, system }: FailedPlace): string {
  if (code === 'EISDIR')
    return `A folder is at ${path}, where the connector needs a file. Move this folder away; if it has the records in it, copy them to their place.`;
  const { reason, remedy } = useFault(code, path, owner, system);
  return `The home folder ${folder} cannot be used: ${reason} (${code}, ${path}). ${remedy}. Then start the connector again, with this folder: another one would not know which orders are paid.`;
}

type FailedPlace = Pick<StartPlace, 'folder'> & {
  readonly owner: string | undefined;
  readonly system: System;
};
