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

/** Chromium's headless shell, without policies or devices: a page costs half the processor time. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: headlessShell, args: browserFlags });

/** The full browser, without a rig. */
export const launchWholeBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: browserFlags });

/** Polls until the condition returns a value. The limit ends a wait that would never succeed; a busy machine stays below it. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  limitMs = 60_000,
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
 * A profile without a service worker: its installation takes longer than loading the page. Tests that need a service
 * worker (updates, background delivery, the installed page) create their own context.
 */
export const contextWithoutServiceWorker = (
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> => browser.newContext({ ...options, serviceWorkers: 'block' });

/** Opens the pairing link and waits until the sidecar reports a ready terminal. */
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
