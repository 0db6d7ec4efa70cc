import { describe, expect, test } from 'vitest';
import { browserArguments } from '../../../src/sidecar/browser/browser-start.ts';
import { findBrowser, type Machine } from '../../../src/sidecar/browser/find-browser.ts';

const machine = (platform: NodeJS.Platform, env: Machine['env'], ...there: string[]): Machine => ({
  platform,
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
    ['Windows, Edge alone', machine('win32', windows, edge), edge],
    [
      'Windows, Chrome before Edge, even if only this user has installed it',
      machine('win32', windows, edge, `${windows.LOCALAPPDATA}\\${chrome}`),
      `${windows.LOCALAPPDATA}\\${chrome}`,
    ],
    [
      'macOS',
      machine('darwin', {}, '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'),
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    [
      'macOS, in the user’s own folder',
      machine(
        'darwin',
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

describe('the command line of the browser', () => {
  const options = {
    platform: 'linux',
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
  test('is without a screen or without a sandbox only on request', () => {
    expect(browserArguments({ ...options, headless: true })).toContain('--headless=new');
    expect(browserArguments({ ...options, sandbox: false })).toContain('--no-sandbox');
  });
  test('names no password store on Windows', () => {
    expect(browserArguments({ ...options, platform: 'win32' })).not.toContain('--password-store=basic');
  });
});
