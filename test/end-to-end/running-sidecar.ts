import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { removeFolder } from './remove-folder.ts';

const program = fileURLToPath(new URL('../../dist/sidecar/main.js', import.meta.url));

/** The sidecar as in a shop: in its own process and folder. */
export interface RunningSidecar {
  readonly origin: string;
  /** Opens and pairs the page without a click. */
  readonly pairingLink: string;
  readonly home: string;
  readonly pid: number;
  call(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, never> }>;
  /** The raw answer. */
  text(method: string, path: string, body?: unknown): Promise<string>;
  /** Sends a till's request and closes the connection before the answer: at once, or when `gaveUp` resolves. */
  hangUpAfterPosting(path: string, body: unknown, gaveUp?: () => Promise<unknown>): Promise<void>;
  gatewayOrders(): Promise<{ orderid: string; amount: string; mid: string; basket: unknown[] }[]>;
  gatewayScript(script: string): Promise<void>;
  /** The sidecar's stderr since it was ready. */
  log(): string;
  /** Resolves when it and its browser have ended by themselves. */
  readonly ended: Promise<unknown>;
  /** Kills it by SIGKILL, as a power cut does; the folder stays. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** Long enough to read a request, and well before the customer pays. */
const soon = () => new Promise((resolve) => setTimeout(resolve, 300));

interface Start {
  readonly port?: number;
  readonly args?: readonly string[];
  /** Written as config.yml and given by --config. */
  readonly config?: Record<string, unknown>;
  /** A file for --config that is used unchanged, with its own port and credentials. */
  readonly configFile?: string;
  /** The till's password, if the configuration does not hold it. */
  readonly tillPassword?: string;
  /** The folder of an earlier start, to keep its state. */
  readonly home?: string;
  /** The command of an installed package; without it, the build of this checkout. */
  readonly installed?: { readonly command: readonly string[]; readonly folder: string };
  readonly env?: Record<string, string>;
}

async function readyText(child: ChildProcess): Promise<string> {
  let text = '';
  let errors = '';
  child.stderr!.on('data', (chunk) => {
    errors += chunk;
  });
  return new Promise((resolve, reject) => {
    child.stdout!.on('data', (chunk) => {
      text += chunk;
      if (/^curl /m.test(text)) resolve(text);
    });
    child.once('exit', (code) => reject(new Error(`the sidecar ended with ${code}: ${errors}`)));
  });
}

export async function startSidecar({
  port,
  args = [],
  config,
  configFile,
  tillPassword,
  home,
  installed,
  env,
}: Start = {}): Promise<RunningSidecar> {
  const folder = home ?? mkdtempSync(join(tmpdir(), 'hipay-ecr-home-'));
  const writtenConfig = config && join(folder, 'shop.yml');
  if (writtenConfig) writeFileSync(writtenConfig, stringify(config));
  const file = configFile ?? writtenConfig;
  const portOption = configFile && port === undefined ? [] : ['--port', String(port ?? (await freePort()))];
  const noBrowser = args.some((arg) => arg.startsWith('--browser')) ? [] : ['--no-browser'];
  const options = [...portOption, ...noBrowser, ...(file ? ['--config', file] : []), ...args];
  const [command = 'node', ...before] = installed?.command ?? ['node', program];
  const child = spawn(command, [...before, 'start', ...options], {
    ...(installed && { cwd: installed.folder }),
    env: { ...process.env, ...env, HIPAY_ECR_HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const text = await readyText(child);
  let logged = '';
  child.stderr!.on('data', (chunk) => {
    logged += chunk;
  });
  const pairingLink = /^ready (\S+)$/m.exec(text)?.[1] ?? '';
  const origin = new URL(pairingLink).origin;
  const shop = file ? (parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : undefined;
  const user = shop ? String(shop['api_username']) : (/^user name: (\S+)$/m.exec(text)?.[1] ?? '');
  const password =
    tillPassword ?? (shop ? String(shop['api_password']) : (/^password: +(\S+)$/m.exec(text)?.[1] ?? ''));
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

  const ask = (method: string, path: string, body?: unknown) =>
    fetch(origin + path, {
      method,
      headers: { authorization },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const call: RunningSidecar['call'] = async (method, path, body) => {
    const response = await ask(method, path, body);
    return { status: response.status, body: (await response.json()) as Record<string, never> };
  };
  return {
    origin,
    pairingLink,
    home: folder,
    pid: child.pid ?? 0,
    call,
    async hangUpAfterPosting(path, body, gaveUp = soon) {
      const socket = connect(Number(new URL(origin).port), '127.0.0.1');
      const text = JSON.stringify(body);
      const head = [
        `POST ${path} HTTP/1.1`,
        `Host: ${new URL(origin).host}`,
        `Authorization: ${authorization}`,
      ];
      socket.write([...head, `Content-Length: ${Buffer.byteLength(text)}`, '', text].join('\r\n'));
      await gaveUp();
      socket.destroy();
    },
    gatewayOrders: async () => (await call('GET', '/simulator/gateway/ledger')).body['orders'] ?? [],
    log: () => logged,
    ended,
    text: async (method, path, body) => (await ask(method, path, body)).text(),
    async gatewayScript(script) {
      const { status } = await call('PUT', '/simulator/gateway/script', { script });
      if (status !== 200) throw new Error(`the gateway twin has no script ${script}`);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill();
      await ended;
      if (!home) removeFolder(folder);
    },
  };
}
