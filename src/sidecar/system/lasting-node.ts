import { realpathSync } from 'node:fs';
import { posix } from 'node:path';

export interface NodeProgram {
  /** The path to write into a service. */
  readonly path: string;
  /** False: the path names one version of Node, and is gone after an update of Node. */
  readonly isLasting: boolean;
}

export interface NodePlaces {
  /** The program of this process. The system has resolved the links in it. */
  readonly execPath: string;
  /** The search path of programs. */
  readonly searchPath: string;
  /** The path without links. Undefined: there is no such file. */
  resolve(path: string): string | undefined;
}

/** A folder that is named after a version, as those of Homebrew and nvm: `/Cellar/node/24.1.0/`. */
const namesVersion = (path: string): boolean => /[/\\]v?\d+\.\d+[^/\\]*[/\\]/.test(path);

/** A folder that fnm makes for each shell. */
const isOfOneShell = (path: string): boolean => path.includes('fnm_multishells');

/** Folders with the links of package managers, for a service or a shell without them on its search path. */
const usualFolders = ['/opt/homebrew/bin', '/usr/local/bin', '/usr/bin'];

/** Finds the path of this Node that stays the same when Node is updated: a link that a package manager moves. */
export function lastingNode({ execPath, searchPath, resolve }: NodePlaces): NodeProgram {
  if (!namesVersion(execPath)) return { path: execPath, isLasting: true };
  const folders = [...searchPath.split(':').filter((folder) => folder.startsWith('/')), ...usualFolders];
  const link = folders
    .map((folder) => posix.join(folder, 'node'))
    .find((path) => !namesVersion(path) && !isOfOneShell(path) && resolve(path) === execPath);
  return link === undefined ? { path: execPath, isLasting: false } : { path: link, isLasting: true };
}

export function realPathOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
