import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type LaunchOptions } from 'playwright';
import { removeFolder } from '../end-to-end/remove-folder.ts';
import {
  type CdcAcmTerminal,
  cdcAcmDescriptors,
  serveCdcAcmTerminal,
  type UsbIds,
} from './cdc-acm-terminal.ts';

// The Node side of the rig: real Web Serial and WebUSB in Chromium over simulated devices (README.md here).

const here = fileURLToPath(new URL('.', import.meta.url));

export interface LineSettings {
  baud: number;
  parity: string;
  stop: number;
  data?: number;
}

/** A plugged device. Its socket carries the raw bytes of the line. */
export interface PluggedLine {
  readonly socket: Duplex;
  unplug(): Promise<void>;
}

export interface PluggedDevice extends PluggedLine {
  readonly socket: Socket;
  settings(): Promise<{ settings: LineSettings; open: boolean }>;
  /** Sets the terminal's own line settings. From then on, different settings at the two ends damage the bytes. */
  menu(line: LineSettings): Promise<void>;
  /** Makes the port busy, as if another program had opened it. */
  busy(on: boolean): Promise<void>;
}

/** A USB device that the page reaches by WebUSB. */
export interface PluggedUsbDevice extends PluggedLine {
  readonly terminal: CdcAcmTerminal;
  /** Makes a kernel driver, or another program (`usbfs`), hold the interfaces. Undefined frees them. */
  hold(driver: 'cdc_acm' | 'usbfs' | undefined): Promise<void>;
}

export interface Rig {
  plugUsb(ids?: Partial<UsbIds>, heldBy?: 'cdc_acm' | 'usbfs'): Promise<PluggedUsbDevice>;
  plug(name?: string, usb?: { vid?: string; pid?: string; serial?: string }): Promise<PluggedDevice>;
  launch(options?: LaunchOptions): Promise<Browser>;
  /** The rig's browser, for programs that start a browser themselves. */
  readonly browser: { executablePath: string; env: Record<string, string> };
  stop(): Promise<void>;
}

export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function buildShims(): void {
  for (const name of ['ttyshim', 'usbshim']) {
    const source = join(here, `${name}.c`);
    const built = join(here, `${name}.so`);
    if (existsSync(built) && statSync(built).mtimeMs > statSync(source).mtimeMs) continue;
    // Several rigs may build this at the same time, so each writes its own file and renames it into place.
    const ownFile = `${built}.${process.pid}`;
    execFileSync('gcc', ['-O2', '-shared', '-fPIC', '-pthread', '-o', ownFile, source]);
    renameSync(ownFile, built);
  }
}

type Reply = { id?: number; ok?: boolean; error?: string; ready?: boolean } & Record<string, unknown>;

/** Controls rigd.py with one JSON message a line. */
class RigControl extends EventEmitter {
  #waiting = new Map<number, { resolve: (reply: Reply) => void; reject: (error: Error) => void }>();
  #lastId = 0;

  constructor(readonly child: ChildProcess) {
    super();
    createInterface({ input: child.stdout! }).on('line', (line) => this.#read(JSON.parse(line)));
  }

  #read(reply: Reply): void {
    if (reply.ready) this.emit('ready');
    const call = reply.id === undefined ? undefined : this.#waiting.get(reply.id);
    if (!call || reply.id === undefined) return;
    this.#waiting.delete(reply.id);
    if (reply.ok) call.resolve(reply);
    else call.reject(new Error(reply.error));
  }

  call(op: string, args: object = {}): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#waiting.set(id, { resolve, reject });
      this.child.stdin!.write(`${JSON.stringify({ id, op, ...args })}\n`);
    });
  }
}

export async function startRig(): Promise<Rig> {
  buildShims();
  const folder = mkdtempSync(join(tmpdir(), 'serial-rig-'));
  const child = spawn('/usr/bin/python3', ['-B', join(here, 'rigd.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const control = new RigControl(child);
  await once(control, 'ready');
  const browser = {
    executablePath: join(here, 'chromium-rig'),
    env: { ...(process.env as Record<string, string>), RIGD_PID: String(child.pid) },
  };
  let usbDevices = 0;
  return {
    browser,
    async plug(name = 'ttyACM0', usb = {}) {
      const sock = join(folder, `${name}.sock`);
      await control.call('plug', { name, sock, ...usb });
      const socket = connect(sock);
      await once(socket, 'connect');
      return {
        socket,
        unplug: async () => void (await control.call('unplug', { name })),
        settings: async () => (await control.call('settings', { name })) as never,
        menu: async (line) => void (await control.call('menu', { name, menu: { data: 8, ...line } })),
        busy: async (on) => void (await control.call('busy', { name, on })),
      };
    },
    plugUsb: (ids = {}, heldBy) =>
      plugUsb(control, join(folder, `usb-${++usbDevices}.sock`), { ...usbTerminal, ...ids }, heldBy),
    launch: (options = {}) =>
      chromium.launch({
        executablePath: browser.executablePath,
        ...options,
        env: { ...browser.env, ...(options.env as Record<string, string>) },
        args: [...browserFlags, ...(options.args ?? [])],
      }),
    async stop() {
      child.stdin!.end();
      if (child.exitCode === null) await once(child, 'exit');
      removeFolder(folder);
    },
  };
}

const usbTerminal: UsbIds = { vid: 0x0b00, pid: 0x0080, serial: 'SIM0001', product: 'Simulated Terminal' };

async function plugUsb(
  control: RigControl,
  sock: string,
  ids: UsbIds,
  heldBy: string | undefined,
): Promise<PluggedUsbDevice> {
  const terminal = await serveCdcAcmTerminal(sock);
  const name = sock;
  const descriptors = cdcAcmDescriptors(ids).toString('hex');
  const { serial, product } = ids;
  await control.call('plugusb', { name, sock, descriptors, serial, product, held: heldBy });
  return {
    terminal,
    socket: terminal.line,
    hold: async (driver) => void (await control.call('holdusb', { name, driver: driver ?? null })),
    async unplug() {
      // As with a real cable, running transfers end first, and then the system reports the unplugging.
      terminal.server.stop();
      terminal.line.destroy();
      await control.call('unplugusb', { name });
    },
  };
}

const policyFolder = '/etc/chromium/policies/managed';

/** Writes a browser policy, which Chromium reads at its start. Returns a function that removes it. */
function writePolicy(name: string, policy: object): () => void {
  const file = join(policyFolder, `${name}.json`);
  mkdirSync(policyFolder, { recursive: true });
  writeFileSync(file, JSON.stringify(policy));
  return () => rmSync(file, { force: true });
}

/** Grants serial ports without the chooser, by the policy of a managed browser. */
export const grantSerialPorts = (origins: string[]): (() => void) =>
  writePolicy('serial-rig', { SerialAllowAllPortsForUrls: origins });

/** Grants the USB devices of the rig's vendor in the same way. */
export const grantUsbDevices = (urls: string[]): (() => void) =>
  writePolicy('usb-rig', {
    WebUsbAllowDevicesForUrls: [{ devices: [{ vendor_id: usbTerminal.vid }], urls }],
  });
