import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { eventually, terminalReady } from '../end-to-end/connector-page.ts';
import { startSidecar } from '../end-to-end/running-sidecar.ts';

// SIGSTOP of the renderer hangs the page of a kept browser. The sidecar waits 30 s before it restarts that browser.

/** The renderers of the browser that the sidecar of this folder keeps. */
function renderersOf(home: string): number[] {
  const commandLine = (pid: number) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
    } catch {
      return '';
    }
  };
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => commandLine(pid).includes('--type=renderer') && commandLine(pid).includes(home));
}

it('a browser that the sidecar keeps is restarted if its page hangs', async () => {
  const kept = await startSidecar({ args: ['--browser', '--headless', '--simulate'] });
  type Report = { page: string; browser: { restarts: number } };
  const report = async () => (await kept.call('GET', '/health')).body as unknown as Report;
  let stopped: number[] = [];
  try {
    await terminalReady(kept);
    stopped = renderersOf(kept.home);
    expect(stopped.length).toBeGreaterThan(0);
    for (const pid of stopped) process.kill(pid, 'SIGSTOP');
    await eventually('the browser was restarted', async () => (await report()).browser.restarts > 0, 60_000);
    await eventually('its page is open', async () => (await report()).page === 'open', 30_000);
  } finally {
    for (const pid of stopped) {
      try {
        process.kill(pid, 'SIGCONT');
      } catch {
        // The process was killed with its browser.
      }
    }
    await kept.stop();
  }
}, 120_000);
