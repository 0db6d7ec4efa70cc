import { spawn } from 'node:child_process';
import { posix, win32 } from 'node:path';
import { type Browser, browsers } from '../program/platforms.ts';

interface Programs {
  /** Names of the program on PATH. */
  readonly linux: readonly string[];
  /** Path within an Applications folder. */
  readonly macos: string;
  /** Path within a folder for programs. */
  readonly windows: string;
}

/** The program of each browser, by system. */
export const browserPrograms: Readonly<Record<Browser, Programs>> = {
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

/** The programs in order of preference. Chrome comes first, because a shop's IT usually manages it. */
export const allPrograms: readonly Programs[] = browsers.map((browser) => browserPrograms[browser]);

/** The facts of a computer by which its browsers are found. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  exists(path: string): boolean;
}

/** Paths where Chrome, Edge and Chromium may be on this system, in order of preference. */
function candidatePaths({ platform, env }: Machine): string[] {
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
    // The snap comes last: it may not use hidden folders of the user, and the profile is in such a folder (decision 0017).
    '/snap/bin/chromium',
  ];
}

/** Returns the path `named` or, without it, the path of the first browser on this computer. Undefined if there is none. */
export function findBrowser(named: string | undefined, machine: Machine): string | undefined {
  const paths = named === undefined ? candidatePaths(machine) : [named];
  return paths.find((path) => machine.exists(path));
}

/** True if the computer has a screen on which a person can see a browser. */
export function hasDisplay(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  if (env['CI']) return false;
  if (platform === 'win32' || platform === 'darwin') return true;
  return Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

/** Commands that open the default browser. Other systems use `xdg-open`. */
const openers: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
  darwin: ['open'],
};

/** Opens the default browser. Ignores errors, because the link is also printed on the screen. */
export function openBrowser(url: string, platform: NodeJS.Platform): void {
  const [program = 'xdg-open', ...args] = openers[platform] ?? [];
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
