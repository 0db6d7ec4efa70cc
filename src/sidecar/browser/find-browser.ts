import { posix, win32 } from 'node:path';

/** What has to be known of a computer to find its browsers. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  exists(path: string): boolean;
}

/** By the names of their programs, Chrome first: it is the one that shops' IT manages. */
const onPath = [
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'chromium',
  'chromium-browser',
];

const applications = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'Chromium.app/Contents/MacOS/Chromium',
];

const programs = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Chromium\\Application\\chrome.exe',
];

/** Where Chrome, Edge and Chromium are on each system, best first. */
function knownPlaces({ platform, env }: Machine): string[] {
  if (platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
    return programs.flatMap((program) => roots.flatMap((root) => (root ? [win32.join(root, program)] : [])));
  }
  if (platform === 'darwin') {
    const roots = ['/Applications', ...(env['HOME'] ? [posix.join(env['HOME'], 'Applications')] : [])];
    return applications.flatMap((application) => roots.map((root) => posix.join(root, application)));
  }
  const folders = (env['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/'));
  return [
    ...onPath.flatMap((name) => folders.map((folder) => posix.join(folder, name))),
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
