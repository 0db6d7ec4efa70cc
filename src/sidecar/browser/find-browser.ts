import { posix, win32 } from 'node:path';
import { allPrograms } from './browser-programs.ts';

/** What has to be known of a computer to find its browsers. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  exists(path: string): boolean;
}

/** Where Chrome, Edge and Chromium are on each system, best first. */
function knownPlaces({ platform, env }: Machine): string[] {
  if (platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
    return allPrograms.flatMap(({ windows }) =>
      roots.flatMap((root) => (root ? [win32.join(root, windows)] : [])),
    );
  }
  if (platform === 'darwin') {
    const roots = ['/Applications', ...(env['HOME'] ? [posix.join(env['HOME'], 'Applications')] : [])];
    return allPrograms.flatMap(({ macos }) => roots.map((root) => posix.join(root, macos)));
  }
  const folders = (env['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/'));
  return [
    ...allPrograms
      .flatMap(({ linux }) => linux)
      .flatMap((name) => folders.map((folder) => posix.join(folder, name))),
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
    // Last: a snap may not use a hidden folder of the user's, where the profile lies (decision 0017).
    '/snap/bin/chromium',
  ];
}

/** The browser that was named, or the first of this computer's; undefined where there is none. */
export function findBrowser(named: string | undefined, machine: Machine): string | undefined {
  const places = named === undefined ? knownPlaces(machine) : [named];
  return places.find((place) => machine.exists(place));
}
