import { describe, expect, test } from 'vitest';
import { browserArguments } from '../../../src/sidecar/browser/browser-start.ts';
import { findBrowser, installedBrowsers, type Machine } from '../../../src/sidecar/system/find-browser.ts';
import type { System } from '../../../src/sidecar/system/systems.ts';

const machine = (system: System, env: Machine['env'], ...there: string[]): Machine => ({
  system,
  env,
  exists: (path) => there.includes(path),
});
const windows = {
  PROGRAMFILES: 'C:\\Program Files',
  'PROGRAMFILES(X86)': 'C:\\Program Files (x86)',
  LOCALAPPDATA: 'C:\\Users\\till\\AppData\\Local',
};
const chrome = 'Google\\Chrome\\Application\\chrome.exe';
const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
const path = { PATH: '/usr/local/bin:/usr/bin' };

describe('the browser of a computer', () => {
  test.each<[string, Machine, string | undefined]>([
    ['Windows always has Edge', machine('windows', windows, edge), edge],
    [
      'Chrome before Edge, also one that a user has installed',
      machine('windows', windows, edge, `${windows.LOCALAPPDATA}\\${chrome}`),
      `${windows.LOCALAPPDATA}\\${chrome}`,
    ],
    [
      'macOS',
      machine('macos', {}, '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'),
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    [
      'macOS, in the user’s own folder',
      machine(
        'macos',
        { HOME: '/Users/till' },
        '/Users/till/Applications/Chromium.app/Contents/MacOS/Chromium',
      ),
      '/Users/till/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
    ['Linux, by PATH', machine('linux', path, '/usr/bin/chromium'), '/usr/bin/chromium'],
    [
      'Linux, Chrome first wherever it is',
      machine('linux', path, '/usr/local/bin/chromium', '/usr/bin/google-chrome'),
      '/usr/bin/google-chrome',
    ],
    [
      'Linux, a service without PATH',
      machine('linux', {}, '/opt/google/chrome/chrome'),
      '/opt/google/chrome/chrome',
    ],
    ['Linux without a browser: none', machine('linux', path), undefined],
  ])('is found: %s', (_name, computer, found) => {
    expect(findBrowser(undefined, computer)).toBe(found);
  });
  test('ignores relative folders in PATH', () => {
    const computer = {
      ...machine('linux', { PATH: '.::bin:/usr/bin' }),
      exists: (candidate: string) => !candidate.startsWith('/'),
    };
    expect(findBrowser(undefined, computer)).toBeUndefined();
  });
  test('is the named one; if this does not exist, there is none', () => {
    const computer = machine('linux', path, '/usr/bin/chromium', '/opt/mine');
    expect(findBrowser('/opt/mine', computer)).toBe('/opt/mine');
    expect(findBrowser('/opt/other', computer)).toBeUndefined();
  });
});

describe('the list of browsers, from which start, doctor and policy read', () => {
  test('Windows: in each folder for programs, also the user’s own', () => {
    const own = `${windows.LOCALAPPDATA}\\${chrome}`;
    expect(installedBrowsers(machine('windows', windows, edge, own))).toEqual([
      { browser: 'chrome', path: own },
      { browser: 'edge', path: edge },
    ]);
  });
  test('Windows installed on another drive', () => {
    const path = 'D:\\Programme\\Google\\Chrome\\Application\\chrome.exe';
    expect(installedBrowsers(machine('windows', { PROGRAMFILES: 'D:\\Programme' }, path))).toEqual([
      { browser: 'chrome', path },
    ]);
  });
});

describe('its command line', () => {
  const options = {
    system: 'linux',
    profile: '/home/p',
    headless: false,
    sandbox: true,
    open: 'file:///o.html',
  } as const;
  test('gives the browser a window and a profile of its own', () => {
    const args = browserArguments(options);
    expect(args).toContain('--user-data-dir=/home/p');
    expect(args.at(-1)).toBe('--app=file:///o.html');
    expect(args.join(' ')).not.toMatch(/headless|no-sandbox|remote-debugging/);
  });
  test('switches off the screen and the sandbox only on request', () => {
    expect(browserArguments({ ...options, headless: true })).toContain('--headless=new');
    expect(browserArguments({ ...options, sandbox: false })).toContain('--no-sandbox');
    expect(browserArguments({ ...options, system: 'windows' })).not.toContain('--password-store=basic');
    expect(browserArguments({ ...options, system: 'macos' })).toContain('--use-mock-keychain');
  });
});
