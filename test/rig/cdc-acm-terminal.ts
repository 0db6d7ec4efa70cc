import { Duplex } from 'node:stream';
import { serveUsbDevice, transferError, type UsbDeviceServer } from './usb-device.ts';

// A payment terminal on USB: a communication device with an abstract control model (USB CDC 1.2, PSTN 1.2).

const outEndpoint = 0x01;
const inEndpoint = 0x82;
const notificationEndpoint = 0x83;

const word = (value: number) => [value & 0xff, value >> 8];
const endpoint = (address: number, attributes: number, size: number, interval: number) => [
  ...[7, 5, address, attributes],
  ...word(size),
  interval,
];

export interface UsbIds {
  readonly vid: number;
  readonly pid: number;
  readonly serial: string;
  readonly product: string;
}

/** The device descriptor and its one configuration, as sysfs shows them. */
export function cdcAcmDescriptors({ vid, pid }: Pick<UsbIds, 'vid' | 'pid'>): Buffer {
  const device = [
    18,
    1,
    ...word(0x0200),
    2,
    0,
    0,
    64,
    ...word(vid),
    ...word(pid),
    ...word(0x0100),
    1,
    2,
    3,
    1,
  ];
  const control = [
    ...[9, 4, 0, 0, 1, 0x02, 0x02, 0x01, 0],
    ...[5, 0x24, 0x00, ...word(0x0110)], // header
    ...[5, 0x24, 0x01, 0, 1], // call management
    ...[4, 0x24, 0x02, 0x02], // supports line coding and control lines
    ...[5, 0x24, 0x06, 0, 1], // union of 0 and 1
    ...endpoint(notificationEndpoint, 3, 8, 16),
  ];
  const data = [
    ...[9, 4, 1, 0, 2, 0x0a, 0, 0, 0],
    ...endpoint(outEndpoint, 2, 64, 0),
    ...endpoint(inEndpoint, 2, 64, 0),
  ];
  const rest = [...control, ...data];
  return Buffer.from([...device, 9, 2, ...word(9 + rest.length), 2, 1, 0, 0x80, 50, ...rest]);
}

export interface CdcAcmTerminal {
  /** The terminal's end of the line. It reads what the page sends. What it writes reaches the page while DTR is raised. */
  readonly line: Duplex;
  /** Actions of the page, in order: `claim 0`, `coding 80250000000207`, `lines 3`, `release 1`, `clear 82` ... */
  readonly done: string[];
  readonly open: boolean;
  readonly server: UsbDeviceServer;
  /** Makes the next transfer to the page stall or babble. */
  fault(kind: keyof typeof transferError): void;
}

const ioctlNames: Readonly<Record<number, string>> = {
  5: 'configuration',
  15: 'claim',
  16: 'release',
  21: 'clear',
  22: 'part driver',
  23: 'join driver',
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export async function serveCdcAcmTerminal(socketPath: string): Promise<CdcAcmTerminal> {
  const done: string[] = [];
  let open = false;
  let controlLines = 0;
  const line = new Duplex({
    read() {},
    write(chunk: Uint8Array, _encoding, written) {
      // Sends only while the page has raised DTR.
      if (controlLines & 1) server.send(inEndpoint, chunk);
      written();
    },
  });
  const setControlLines = (value: number) => {
    controlLines = value;
    if (!(value & 1)) server.forget();
  };
  const server = await serveUsbDevice(socketPath, {
    out: (bytes) => void line.push(bytes),
    control({ request, value, data }) {
      done.push(request === 0x20 ? `coding ${hex(data)}` : `lines ${value}`);
      if (request === 0x22) setControlLines(value);
    },
    ioctl(number, argument) {
      const what = number === 21 ? argument.toString(16) : argument;
      done.push(`${ioctlNames[number] ?? `ioctl ${number}`} ${what}`);
    },
    opened() {
      open = true;
    },
    closed() {
      open = false;
      setControlLines(0);
    },
  });
  return {
    line,
    done,
    server,
    get open() {
      return open;
    },
    fault: (kind) => server.fault(inEndpoint, transferError[kind]),
  };
}
