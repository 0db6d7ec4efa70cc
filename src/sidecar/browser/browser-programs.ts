import { type Browser, browsers } from '../policy/policy-places.ts';

interface Programs {
  /** By name, on PATH. */
  readonly linux: readonly string[];
  /** In an Applications folder. */
  readonly macos: string;
  /** In a folder for programs. */
  readonly windows: string;
}

/** What each browser's program is called on each system. */
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

/** Chrome first: it is the one that shops' IT manages. */
export const allPrograms: readonly Programs[] = browsers.map((browser) => browserPrograms[browser]);
