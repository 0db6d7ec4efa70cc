import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type LaunchOptions } from 'playwright';

// The Node side of the serial rig: real Web Serial in Chromium over a simulated device (README.md here).

const here = fileURLToPath(new URL('.', import.meta.url));
const shimSource = join(here, 'ttyshim.c');
const shim = join(here, 'ttyshim.so');

export interface LineSettings {
  baud: number;
  parity: string;
  stop: number;
  data?: number;
}

/** A plugged device; its socket carries the raw bytes of the line. */
export interface PluggedDevice {
  readonly socket: Socket;
  unplug(): Promise<void>;
  settings(): Promise<{ settings: LineSettings; open: boolean }>;
  /** As if another program held it. */
  busy(on: boolean): Promise<void>;
}

export interface Rig {
  plug(name?: string, usb?: { vid?: string; pid?: string; serial?: string }): Promise<PluggedDevice>;
  launch(options?: LaunchOptions): Promise<Browser>;
  /** For programs that start a browser themselves. */
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

function buildShim(): void {
  if (existsSync(shim) && statSync(shim).mtimeMs > statSync(shimSource).mtimeMs) return;
  execFileSync('gcc', ['-O2', '-shared', '-fPIC', '-pthread', '-o', shim, shimSource]);
}

type Reply = { id?: number; ok?: boolean; error?: string; ready?: boolean } & Record<string, unknown>;

/** The line-by-line JSON control of rigd.py. */
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
  buildShim();
  const folder = mkdtempSync(join(tmpdir(), 'serial-rig-'));
  const child = spawn('/usr/bin/python3', [join(here, 'rigd.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const control = new RigControl(child);
  await once(control, 'ready');
  const browser = {
    executablePath: join(here, 'chromium-rig'),
    env: { ...(process.env as Record<string, string>), RIGD_PID: String(child.pid) },
  };
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
        busy: async (on) => void (await control.call('busy', { name, on })),
      };
    },
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
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Ports granted without the chooser, as a managed browser does it. Chromium reads this when it starts. */
export function grantSerialPorts(origins: string[]): () => void {
  const file = '/etc/chromium/policies/managed/serial-rig.json';
  mkdirSync('/etc/chromium/policies/managed', { recursive: true });
  writeFileSync(file, JSON.stringify({ SerialAllowAllPortsForUrls: origins }));
  return () => rmSync(file, { force: true });
}
