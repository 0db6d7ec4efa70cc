import { realpathSync } from 'node:fs';
import { posix } from 'node:path';

export interface NodeProgram {
  /** The path to write into a service. */
  readonly path: string;
  /** False if the path names one version of Node: then it is gone after an update of Node. */
  readonly isLasting: boolean;
}

export interface NodePlaces {
  /** The program of this process, without links: the system has resolved them. */
  readonly execPath: string;
  /** The search path of programs. */
  readonly searchPath: string;
  /** The path without links. Undefined if there is no such file. */
  resolve(path: string): string | undefined;
}

/** True if a folder in the path has the name of a version, as with Homebrew and nvm: `/Cellar/node/24.1.0/`. */
const isOfOneVersion = (path: string): boolean => /[/\\]v?\d+\.\d+[^/\\]*[/\\]/.test(path);

/** True if the path is in a folder that fnm makes for one shell. */
const isOfOneShell = (path: string): boolean => path.includes('fnm_multishells');

/** Folders where package managers put their links. They may be missing on the search path of a service or a shell. */
const usualFolders = ['/opt/homebrew/bin', '/usr/local/bin', '/usr/bin'];

/** Finds a path of this Node that stays the same when Node is updated: if necessary a link that a package manager keeps. */
export function lastingNode({ execPath, searchPath, resolve }: NodePlaces): NodeProgram {
  if (!isOfOneVersion(execPath)) return { path: execPath, isLasting: true };
  const folders = [...searchPath.split(':').filter((folder) => folder.startsWith('/')), ...usualFolders];
  const link = folders
    .map((folder) => posix.join(folder, 'node'))
    .find((path) => !isOfOneVersion(path) && !isOfOneShell(path) && resolve(path) === execPath);
  return link === undefined ? { path: execPath, isLasting: false } : { path: link, isLasting: true };
}

export function realPathOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
