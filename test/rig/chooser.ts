import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Page } from 'playwright';

// Controls the real port chooser under Xvfb by keyboard, because no DevTools domain controls it for serial ports.

const run = promisify(execFile);

export interface Display {
  readonly name: string;
  key(...keys: string[]): Promise<void>;
  stop(): Promise<void>;
}

export async function startDisplay(): Promise<Display> {
  const args = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = await once(server.stdio[3]!, 'data');
  const name = `:${String(number).trim()}`;
  return {
    name,
    async key(...keys) {
      await run('xdotool', ['key', '--delay', '30', ...keys], { env: { ...process.env, DISPLAY: name } });
    },
    async stop() {
      server.kill();
      await once(server, 'exit');
    },
  };
}

/** False while the chooser is open, because then no key reaches the page. */
async function pageReceivesKeys(page: Page, display: Display): Promise<boolean> {
  const countKeys = () =>
    page.evaluate(() => {
      const counter = globalThis as { keyCount?: number };
      if (counter.keyCount === undefined) {
        counter.keyCount = 0;
        addEventListener('keydown', () => (counter.keyCount = (counter.keyCount ?? 0) + 1), true);
      }
      return counter.keyCount;
    });
  const before = await countKeys();
  await display.key('Shift_L');
  await sleep(100);
  return (await countKeys()) > before;
}

async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 40; tries++) if (await condition()) return;
  throw new Error(what);
}

/** Picks the first port. Chromium ignores Return in the first 500 ms of a dialog, so this waits and tries again. */
export async function chooseFirstPort(page: Page, display: Display): Promise<void> {
  await until(async () => !(await pageReceivesKeys(page, display)), 'no chooser opened');
  await sleep(500);
  await display.key('Tab', 'Down');
  await until(async () => {
    await display.key('Return');
    return pageReceivesKeys(page, display);
  }, 'the chooser did not close');
}

export async function cancelChooser(page: Page, display: Display): Promise<void> {
  await until(async () => !(await pageReceivesKeys(page, display)), 'no chooser opened');
  await display.key('Escape');
  await until(() => pageReceivesKeys(page, display), 'the chooser did not close');
}
