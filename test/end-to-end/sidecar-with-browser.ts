import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveNetworkTwinOnTcp } from '../../src/simulator/node-links/tcp-twin.ts';
import { movedMoney } from '../../src/simulator/terminal/twin-ledger.ts';
import { twinScript } from '../../src/simulator/terminal/twin-script.ts';
import { eventually } from './connector-page.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';

// A till and a sidecar without a person. The sidecar starts the browser; this test clicks and opens nothing.
export const keepBrowserOptions = ['--browser', '--headless'];

/** The browsers on this profile, without their helper processes. */
export function browsersOf({ home }: RunningSidecar): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const line = commandLine(Number(pid));
      return line.includes(`--user-data-dir=${join(home, 'browser')}`) && !line.includes('--type=');
    })
    .map(Number);
}

export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}

export const untilOneBrowser = (sidecar: RunningSidecar) =>
  eventually('there is one browser', async () => {
    const [pid, ...others] = browsersOf(sidecar);
    return others.length === 0 && pid;
  });
export const untilBrowserEnds = (sidecar: RunningSidecar) =>
  eventually('the browser is gone', async () => browsersOf(sidecar).length === 0);
export const health = async (sidecar: RunningSidecar) =>
  (await sidecar.call('GET', '/health')).body as Record<string, unknown>;
export const untilRestarted = (sidecar: RunningSidecar) =>
  eventually('the browser was started again', async () => {
    const { browser } = (await health(sidecar)) as { browser?: { state: string; restarts: number } };
    return browser?.state === 'running' && browser.restarts;
  });
export const pay = async (sidecar: RunningSidecar, orderId: string, amount = 10.23) =>
  (await sidecar.call('POST', '/order', sampleOrder({ order_id: orderId, amount }))).body as Record<
    string,
    unknown
  >;

/** A terminal on the network whose customers take three seconds, and the start of a sidecar that uses it. */
export async function openSlowTerminal() {
  const slow = twinScript('accept', { customerMs: 3000 });
  if (!slow) throw new Error('there is no such script');
  let wire = '';
  const terminal = await serveNetworkTwinOnTcp(0, slow, (speaker, bytes) => {
    if (speaker === 'till') wire += Buffer.from(bytes).toString('latin1');
  });
  const connector = {
    link: 'tcp',
    language: 'caisse-ap-v3',
    terminal_host: '127.0.0.1',
    terminal_port: terminal.port,
  };
  return {
    start: (again: { home?: string; port?: number } = {}): Promise<RunningSidecar> =>
      startSidecar({
        ...again,
        config: shopConfig({ connector }),
        args: [...keepBrowserOptions, '--simulate=gateway'],
      }),
    /** What the till has sent since `forget`. */
    wire: () => wire,
    forget: () => {
      wire = '';
    },
    charges: () => terminal.twin.ledger.filter(movedMoney).length,
    close: () => terminal.close(),
  };
}
