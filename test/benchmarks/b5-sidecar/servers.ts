import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { type RunningSidecar, startSidecar } from '../../end-to-end/running-sidecar.ts';
import { shopConfig } from '../../end-to-end/sample-order.ts';

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const bundle = at('node_modules/.cache/bench/peers.js');

/** Bundles the other servers into one file, like the sidecar. */
export async function bundlePeers(): Promise<void> {
  await build({
    root: at('.'),
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: at('test/benchmarks/b5-sidecar/peers.ts'),
      outDir: at('node_modules/.cache/bench'),
      target: 'node20',
      minify: true,
      copyPublicDir: false,
    },
  });
}

export interface Server {
  readonly origin: string;
  readonly pid: number;
  stop(): Promise<unknown>;
}

export const account = 'log:pwd-of-the-till';
export const authorization = `Basic ${Buffer.from(account).toString('base64')}`;

async function startPeer(kind: string): Promise<Server> {
  const child: ChildProcess = spawn(process.execPath, [bundle, kind, account], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout as NodeJS.ReadableStream, 'data');
  const port = /ready (\d+)/.exec(String(line))?.[1];
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** Starts our complete sidecar. Requests must use its `origin`: it refuses any other Host. */
export const startOurs = (): Promise<RunningSidecar> =>
  startSidecar({ config: shopConfig(), args: ['--simulate'] });

/** Runs `node -e 0` to its end: the floor of starting a server. */
export const startNothing = async (): Promise<Server> => {
  const child = spawn(process.execPath, ['-e', '0']);
  await once(child, 'exit');
  return { origin: '', pid: 0, stop: async () => {} };
};

export const peers: Readonly<Record<string, () => Promise<Server>>> = {
  'node:http, the two handlers': () => startPeer('http'),
  'Fastify, the two handlers': () => startPeer('fastify'),
};
