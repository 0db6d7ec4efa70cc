import type { Page } from 'playwright';
import type { LinkEvent, TerminalLink } from '../../src/core/ports/terminal-link.ts';
import { runTwin } from '../../src/simulator/terminal/run-twin.ts';
import { twinScript } from '../../src/simulator/terminal/twin-script.ts';
import type { LinkSetup } from '../contracts/terminal-link.contract.ts';
import type { PluggedUsbDevice, Rig } from '../rig/rig.ts';
import { eventually } from './connector-page.ts';
import type { usbLinkPage as Remote } from './usb-link-page.ts';

declare const usbLinkPage: typeof Remote;

/** The WebUSB link of a real page, callable from Node. Its clock does not move time: it waits for pending work. */
export class UsbLinkBench implements LinkSetup {
  #device: PluggedUsbDevice | undefined;
  #receivedBytes = 0;
  #closed = true;
  #timersAtOnce = 0;
  #mustUnplug = false;
  #lines: ((event: LinkEvent) => void)[] = [];
  #listeners: (() => void)[] = [];
  readonly #ready: Promise<void>;

  constructor(
    private readonly rig: Rig,
    private readonly page: Page,
    private readonly script: string,
    private readonly heldBy?: 'cdc_acm' | 'usbfs',
  ) {
    this.#ready = this.#begin();
  }

  readonly clock = {
    advance: () => this.#waitUntilQuiet(),
    until: async <T>(promise: Promise<T>): Promise<T> => {
      const value = await promise;
      await this.#deliverEvents();
      return value;
    },
  };

  readonly link: TerminalLink = {
    kind: 'web-usb',
    simulated: false,
    open: async (onEvent) => {
      await this.#ready;
      const line = this.#lines.push(onEvent) - 1;
      const opening = await this.page.evaluate((line) => usbLinkPage.open(line), line);
      if (!opening.ok) return opening;
      this.#closed = false;
      return {
        ...opening,
        line: {
          send: (bytes) =>
            this.page.evaluate(({ line, bytes }) => usbLinkPage.send(line, bytes), {
              line,
              bytes: [...bytes],
            }),
          close: () => this.page.evaluate((line) => usbLinkPage.close(line), line),
        },
      };
    },
    onChange: (listener) => {
      const number = this.#listeners.push(listener) - 1;
      // Calls reach the page in order.
      void this.page.evaluate((number) => usbLinkPage.listen(number), number);
      return () => void this.page.evaluate((number) => usbLinkPage.unlisten(number), number);
    },
  };

  /** The page's calls to the device. */
  get done(): readonly string[] {
    return this.#device?.terminal.done ?? [];
  }

  async comeBack(): Promise<void> {
    await this.page.evaluate(() => usbLinkPage.expectConnect());
    await this.#plug();
    await this.page.evaluate(() => usbLinkPage.connected());
    await this.#deliverEvents();
  }

  /** Empties the bus for the next bench. */
  async end(): Promise<void> {
    await this.#ready;
    await this.#unplug();
  }

  /** The browser closes a line before it releases the device. Until the release, the device counts as in use. */
  async #unplug(): Promise<void> {
    await this.#device?.unplug();
    this.#device = undefined;
    await eventually(
      'an empty bus',
      async () => (await this.page.evaluate(() => usbLinkPage.devices())) === 0,
    );
  }

  async #begin(): Promise<void> {
    await this.page.reload();
    await this.#plug();
    await eventually('the device', async () => (await this.page.evaluate(() => usbLinkPage.devices())) === 1);
  }

  async #plug(): Promise<void> {
    const script = twinScript(this.script, { customerMs: 0 });
    if (!script) throw new Error(`no script ${this.script}`);
    const device = await this.rig.plugUsb({}, this.heldBy);
    this.#device = device;
    this.#receivedBytes = 0;
    const twin = runTwin(script, {
      send: (bytes) => void device.socket.write(bytes),
      unplug: () => {
        this.#mustUnplug = true;
      },
      after: (ms, callback) => {
        const atOnce = new Set(ms === 0 ? [callback] : []);
        this.#timersAtOnce += atOnce.size;
        const end = () => {
          this.#timersAtOnce -= atOnce.size;
          atOnce.clear();
        };
        const timer = setTimeout(() => {
          end();
          callback();
        }, ms);
        return () => {
          end();
          clearTimeout(timer);
        };
      },
    });
    device.socket.on('data', (bytes: Uint8Array) => twin.hear(bytes));
    device.socket.on('close', () => twin.stop());
  }

  /** Waits until the page has received all bytes of the terminal, and its disconnect. */
  async #waitUntilQuiet(): Promise<void> {
    await eventually('the line is quiet', async () => {
      await this.#deliverEvents();
      const { server } = this.#device?.terminal ?? {};
      if (this.#timersAtOnce > 0) return false;
      if (this.#closed) return true;
      if (!server?.fetched || server.delivered !== this.#receivedBytes) return false;
      if (!this.#mustUnplug) return true;
      this.#mustUnplug = false;
      await this.#unplug();
      return false;
    });
  }

  async #deliverEvents(): Promise<void> {
    for (const event of await this.page.evaluate(() => usbLinkPage.happened())) {
      if (event.kind === 'change') {
        this.#listeners[event.listener]?.();
        continue;
      }
      if (event.kind === 'bytes') this.#receivedBytes += event.bytes.length;
      if (event.kind === 'closed' && event.line === this.#lines.length - 1) this.#closed = true;
      const { line, ...rest } = event;
      this.#lines[line]?.(rest.kind === 'bytes' ? { ...rest, bytes: Uint8Array.from(rest.bytes) } : rest);
    }
  }
}
