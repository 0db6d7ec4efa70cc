import { browserClock } from '../../src/adapters/browser/browser-host.ts';
import { webUsbLink } from '../../src/adapters/web-usb/web-usb-link.ts';
import type { UsbDeviceIds } from '../../src/core/ports/storage.ts';
import type { LinkOpening, TerminalLine } from '../../src/core/ports/terminal-link.ts';
import { serialSettings } from '../../src/core/settings/settings.ts';

// Runs in the page: the link itself, called by name and number from the test. Events are kept until the test reads them.

export type LinkEvent =
  | { readonly kind: 'bytes'; readonly line: number; readonly bytes: number[] }
  | { readonly kind: 'line-error'; readonly line: number; readonly name: string }
  | { readonly kind: 'closed'; readonly line: number; readonly reason: string }
  | { readonly kind: 'change'; readonly listener: number };

type Opened = LinkOpening extends infer Each
  ? Each extends { line: unknown }
    ? Omit<Each, 'line'>
    : Each
  : never;

let last: UsbDeviceIds | undefined;
const link = webUsbLink(serialSettings.parse({}), {
  usb: navigator.usb,
  clock: browserClock,
  lastDevice: () => last,
  forgetLast: () => {},
  remember: (ids) => {
    last = ids;
  },
});
const lines = new Map<number, TerminalLine>();
const listeners = new Map<number, () => void>();
let happenings: LinkEvent[] = [];
let connected = Promise.resolve();

const lineOf = (line: number): TerminalLine => {
  const found = lines.get(line);
  if (!found) throw new Error(`no line ${line}`);
  return found;
};

export const usbLinkPage = {
  devices: async () => (await navigator.usb.getDevices()).length,
  async open(line: number): Promise<Opened> {
    const opening = await link.open((event) => {
      if (event.kind === 'bytes') happenings.push({ kind: 'bytes', line, bytes: [...event.bytes] });
      else happenings.push({ ...event, line });
    });
    if (!opening.ok) return opening;
    lines.set(line, opening.line);
    return { ok: true, description: opening.description };
  },
  send: (line: number, bytes: number[]) => lineOf(line).send(Uint8Array.from(bytes)),
  close: (line: number) => lineOf(line).close(),
  listen(listener: number) {
    listeners.set(
      listener,
      link.onChange(() => happenings.push({ kind: 'change', listener })),
    );
  },
  unlisten: (listener: number) => listeners.get(listener)?.(),
  /** `connected` resolves after all listeners that exist now have run. */
  expectConnect() {
    connected = new Promise((resolve) => {
      const onConnect = () => {
        navigator.usb.removeEventListener('connect', onConnect);
        resolve();
      };
      navigator.usb.addEventListener('connect', onConnect);
    });
  },
  connected: () => connected,
  happened(): LinkEvent[] {
    const all = happenings;
    happenings = [];
    return all;
  },
};

Object.assign(globalThis, { usbLinkPage });
