import { spawn } from 'node:child_process';
import { posix, win32 } from 'node:path';
import { type Browser, browsers } from './browsers.ts';
import { type System, thisSystem } from './systems.ts';

interface Programs {
  /** Names of the program on PATH. */
  readonly linux: readonly string[];
  /** Path within an Applications folder. */
  readonly macos: string;
  /** Path within a folder for programs. */
  readonly windows: string;
}

/** The program of each browser, by system. */
const browserPrograms: Readonly<Record<Browser, Programs>> = {
  chrome: {
    linux: ['google-chrome-stable', 'google-chrome'],
    macos: 'Google Chrome.app/Contents/MacOS/Google Chrome',
    windows: 'Google\\Chrome\\Application\\chrome.exe',
  },
  edge: {
    linux: ['microsoft-edge-stable', 'microsoft-edge'],
    macos: 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    windows: 'Microsoft\\Edge\\Application\\msedge.exe',
  },
  chromium: {
    linux: ['chromium', 'chromium-browser'],
    macos: 'Chromium.app/Contents/MacOS/Chromium',
    windows: 'Chromium\\Application\\chrome.exe',
  },
};

/** The facts of a computer by which its browsers are found. */
export interface Machine {
  readonly system: System;
  readonly env: Readonly<Record<string, string | undefined>>;
  exists(path: string): boolean;
}

/** Paths where a browser may be on this system, in order of preference. */
function candidatePaths(browser: Browser, { system, env }: Machine): string[] {
  const { linux, macos, windows } = browserPrograms[browser];
  if (system === 'windows') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
    return roots.flatMap((root) => (root ? [win32.join(root, windows)] : []));
  }
  if (system === 'macos') {
    const roots = ['/Applications', ...(env['HOME'] ? [posix.join(env['HOME'], 'Applications')] : [])];
    return roots.map((root) => posix.join(root, macos));
  }
  const folders = (env['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/'));
  return [
    ...linux.flatMap((name) => folders.map((folder) => posix.join(folder, name))),
    ...linuxPlaces[browser],
  ];
}

/** Places of browsers on Linux that may be missing on PATH, for example in a service. */
const linuxPlaces: Readonly<Record<Browser, readonly string[]>> = {
  chrome: ['/opt/google/chrome/chrome'],
  edge: ['/opt/microsoft/msedge/msedge'],
  // The snap may not use hidden folders of the user, and the profile is in such a folder (decision 17).
  chromium: ['/snap/bin/chromium'],
};

/** A browser of this computer. */
export interface InstalledBrowser {
  readonly browser: Browser;
  readonly path: string;
}

/**
 * The browsers of this computer, in order of preference. Chrome comes first, because a shop's IT usually manages it. All
 * commands that need a browser read this list.
 */
export const installedBrowsers = (machine: Machine): InstalledBrowser[] =>
  browsers.flatMap((browser) => {
    const path = candidatePaths(browser, machine).find((each) => machine.exists(each));
    return path === undefined ? [] : [{ browser, path }];
  });

/** Returns the path `named` or, without it, the path of the first browser on this computer. Undefined if there is none. */
export function findBrowser(named: string | undefined, machine: Machine): string | undefined {
  if (named === undefined) return installedBrowsers(machine)[0]?.path;
  return machine.exists(named) ? named : undefined;
}

/** Where the version of an installed browser is read. On Windows `--version` would open a window. */
export type VersionSource =
  | { readonly command: string; readonly args: readonly string[] }
  /** A folder with a subfolder that has the version as its name. */
  | { readonly folder: string };

export const versionSource = (path: string, system: System): VersionSource =>
  system === 'windows' ? { folder: win32.dirname(path) } : { command: path, args: ['--version'] };

/** True if this program may open a browser on a screen. False in a test run of a CI service. */
export function hasDisplay(env: NodeJS.ProcessEnv, system: System = thisSystem): boolean {
  if (env['CI']) return false;
  if (system !== 'linux') return true;
  return Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

/** Commands that open the person's own browser. */
const openers: Readonly<Record<System, readonly [string, ...string[]]>> = {
  linux: ['xdg-open'],
  windows: ['rundll32', 'url.dll,FileProtocolHandler'],
  macos: ['open'],
};

/** Opens the default browser. Ignores errors, because the link is also printed on the screen. */
export function openBrowser(url: string): void {
  const [program, ...args] = openers[thisSystem];
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
