import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright';
import { browserFlags } from '../rig/rig.ts';
import type { RunningSidecar } from './running-sidecar.ts';

const headlessShell = process.env['CHROMIUM_HEADLESS_SHELL'] ?? '/usr/bin/chromium-headless-shell';

/** Chromium without windows, policies or devices: opens a page for half of the processor time of a whole one. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: headlessShell, args: browserFlags });

/** The whole browser, without a rig. */
export const launchWholeBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: browserFlags });

/** Waits, by asking again, until the condition gives something. The limit is for a thing that never comes. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  limitMs = 20_000,
): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const found = await ask();
    if (found) return found;
    if (performance.now() > end) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/**
 * A profile whose pages have no service worker: its installation takes longer than the loading of the page. Files that need it
 * (updates, background delivery, the installed page) make their own context.
 */
export const contextWithoutServiceWorker = (
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> => browser.newContext({ ...options, serviceWorkers: 'block' });

/** Opens the pairing link and waits until the sidecar sees a terminal that is ready. */
export async function openPairedPage(
  browser: Browser,
  sidecar: RunningSidecar,
  context?: BrowserContext,
): Promise<Page> {
  const page = await (context ?? (await contextWithoutServiceWorker(browser))).newPage();
  await page.goto(sidecar.pairingLink);
  await terminalReady(sidecar);
  return page;
}

export const terminalReady = (sidecar: RunningSidecar): Promise<unknown> =>
  eventually('the terminal is ready', async () => {
    const { body } = await sidecar.call('GET', '/health');
    return body['terminal'] === 'ready';
  });
