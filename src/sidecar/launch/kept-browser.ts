import { existsSync } from 'node:fs';
import type { KeptBrowser } from '../browser/browser-start.ts';
import { findBrowser } from '../browser/find-browser.ts';
import { systemProcesses } from '../browser/processes.ts';
import type { Log } from '../log.ts';
import { anyBrowser, type StartOptions } from './start-options.ts';

/** The browser that a start shall keep, if any; a text says why that cannot be. */
export function keptBrowser(options: StartOptions, log: Log): KeptBrowser | string | undefined {
  const { browser, headless = false } = options;
  if (browser === undefined) return undefined;
  const { platform, env } = process;
  const named = browser === anyBrowser ? undefined : browser;
  const find = () => findBrowser(named, { platform, env, exists: existsSync });
  if (find() === undefined) {
    return named === undefined
      ? 'No Chrome, Edge or Chromium is found. Install one, or name it: --browser=PATH.'
      : `--browser: there is no file ${named}.`;
  }
  const root = platform === 'linux' && process.getuid?.() === 0;
  const sandbox = !root && options['no-sandbox'] !== true;
  if (!sandbox)
    log.warn(root ? 'as root the browser has no sandbox: use another user' : 'the browser has no sandbox');
  return { find, platform, processes: systemProcesses(platform), headless, sandbox };
}
