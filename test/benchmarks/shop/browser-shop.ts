import type { Duplex } from 'node:stream';
import type { Page } from 'playwright';
import { twinOnStream, type WireListener } from '../../../src/simulator/node-links/stream-twin.ts';
import { twinScript } from '../../../src/simulator/terminal/twin-script.ts';
import { eventually, openPairedPage } from '../../end-to-end/connector-page.ts';
import { freePort, startSidecar } from '../../end-to-end/running-sidecar.ts';
import { sampleOrder, shopConfig } from '../../end-to-end/sample-order.ts';
import { grantSerialPorts, type Rig } from '../../rig/rig.ts';

const ENQ = 5;
const EOT = 4;

export interface BrowserShop {
  readonly page: Page;
  /** Takes one payment by a till's POST; returns the milliseconds of both halves of the exchange, seen at the terminal. */
  exchange(): Promise<number>;
  /** Takes one payment too; returns the milliseconds from the POST to its answer, without the customer's time. */
  post(): Promise<number>;
  close(): Promise<void>;
}

export interface ShopOptions {
  readonly turnaroundMs: number;
  /** The time of the simulated customer, zero or more. */
  readonly customerMs: number;
  /** True for a long answer, with its report. */
  readonly longAnswer?: boolean;
  /** An additional observer of the wire. */
  readonly onWire?: WireListener;
  /** The address of HiPay's stand-in; by default the sidecar's own. */
  readonly gatewayUrl?: string;
  /** Sets the speed of the line. */
  readonly line?: (socket: Duplex) => Duplex;
}

/** The complete connector: till, sidecar, relay, Chromium's worker, Web Serial, a terminal, HiPay's stand-in. */
export async function openBrowserShop(rig: Rig, options: ShopOptions): Promise<BrowserShop> {
  const { turnaroundMs, customerMs, longAnswer = false, line = (socket) => socket } = options;
  const port = await freePort();
  const revokeGrant = grantSerialPorts([`http://localhost:${port}`]);
  const device = await rig.plug();
  const exchanges: number[] = [];
  let begun = 0;
  let firstHalfMs = 0;
  const script = twinScript('accept', { customerMs, answerForm: longAnswer ? 'long' : 'short' });
  if (!script) throw new Error('no such script');
  twinOnStream(line(device.socket), script, {
    // Two halves, each from ENQ to EOT; the customer's time between them is not counted.
    onWire(speaker, bytes) {
      options.onWire?.(speaker, bytes);
      const now = performance.now();
      if (bytes[0] === ENQ) begun = now;
      if (speaker === 'till' && bytes[0] === EOT) firstHalfMs = now - begun;
      // The terminal sends its EOT after our last ACK.
      if (speaker === 'terminal' && bytes[0] === EOT) exchanges.push(firstHalfMs + now - begun);
    },
  });
  const config = shopConfig({ connector: { timers: { turnaround_ms: turnaroundMs } } });
  const args = options.gatewayUrl ? ['--gateway', options.gatewayUrl] : ['--simulate=gateway'];
  const sidecar = await startSidecar({ port, config, args });
  const browser = await rig.launch();
  const page = await openPairedPage(browser, sidecar);
  let number = 0;
  const post = async () => {
    const since = performance.now();
    const order = sampleOrder({ order_id: `Order_${number}` });
    number += 1;
    const { body } = await sidecar.call('POST', '/order', order);
    const took = performance.now() - since - customerMs;
    if (body['paymentStatus'] !== 'SUCCESS') throw new Error(JSON.stringify(body));
    return took;
  };
  return {
    page,
    post,
    async exchange() {
      const before = exchanges.length;
      await post();
      await eventually('the exchange has ended', async () => exchanges.length > before);
      return exchanges.at(-1) ?? Number.NaN;
    },
    async close() {
      await browser.close();
      await sidecar.stop();
      await device.unplug();
      revokeGrant();
    },
  };
}
