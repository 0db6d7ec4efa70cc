import { existsSync } from 'node:fs';
import type { Log } from '../program/log.ts';
import { findBrowser } from '../system/find-browser.ts';
import { systemProcesses } from '../system/processes.ts';
import { thisSystem as system } from '../system/systems.ts';
import type { KeptBrowser } from './browser-start.ts';

/** The value of `--browser` without a path: any known browser. */
export const anyBrowser = 'any';

export interface BrowserRequest {
  /** Path of the browser's program, or `any`. */
  readonly browser: string;
  readonly headless: boolean;
  readonly sandbox: boolean;
}

/** Finds the browser to start and keep running. Returns a text if there is none: why, and what to do. */
export function planBrowser(
  { browser, headless, sandbox: wantsSandbox }: BrowserRequest,
  log: Log,
): KeptBrowser | string {
  const { env } = process;
  const named = browser === anyBrowser ? undefined : browser;
  const find = () => findBrowser(named, { system, env, exists: existsSync });
  if (find() === undefined) {
    return named === undefined
      ? 'No Chrome, Edge or Chromium is found. Install one, or name it: --browser=PATH.'
      : `--browser: there is no file ${named}.`;
  }
  const isRoot = system === 'linux' && process.getuid?.() === 0;
  const sandbox = !isRoot && wantsSandbox;
  if (!sandbox)
    log.warn(isRoot ? 'as root the browser has no sandbox: use another user' : 'the browser has no sandbox');
  return { find, system, processes: systemProcesses(), headless, sandbox };
}
