import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeFolder } from '../end-to-end/remove-folder.ts';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

/**
 * Mends two faults of Wine 8. It has no TCP keep-alive, without which `fetch` fails. And it lets a second program listen on a
 * named pipe that Windows gives to the first one only.
 */
const wineFaults = String.raw`
const { connect, Server, Socket } = require('node:net');
Socket.prototype.setKeepAlive = function () { return this; };
const { listen } = Server.prototype;
Server.prototype.listen = function (at, ...rest) {
  const path = typeof at === 'string' ? at : at?.path;
  if (!path?.startsWith?.('\\\\.\\pipe')) return listen.call(this, at, ...rest);
  const first = connect(path, () => {
    first.destroy();
    this.emit('error', Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE', syscall: 'listen' }));
  }).once('error', () => listen.call(this, at, ...rest));
  return this;
};
`;

/** A computer with Windows: a folder of Wine's, with the program in a folder whose name has spaces and accents. */
export interface WindowsComputer {
  /** A folder of drive C:, as Linux and as Windows name it. */
  folder(name: string): { readonly linux: string; readonly windows: string };
  /** Runs a command of the program to its end. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended>;
  /** Starts the program, and resolves when it prints its address. */
  start(args: readonly string[]): Promise<RunningProgram>;
  remove(): Promise<void>;
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningProgram {
  /** What it has printed until it was ready. */
  readonly stdout: string;
  readonly url: string;
  readonly pageUrl: string;
  readonly port: number;
  readonly token: string;
  readonly readyMs: number;
  log(): string;
  readonly ended: Promise<number | null>;
}

export function windowsComputer(node: string): WindowsComputer {
  const prefix = mkdtempSync(join(tmpdir(), 'hipay-ecr-wine-'));
  const env = {
    ...process.env,
    WINEPREFIX: prefix,
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: 'mscoree,mshtml=',
    DISPLAY: '',
    LC_ALL: 'C.UTF-8',
    NODE_SKIP_PLATFORM_CHECK: '1',
  };
  execFileSync('wine', ['wineboot', '--init'], { env, stdio: 'ignore' });
  const folder = (name: string) => ({
    linux: join(prefix, 'drive_c', name),
    windows: `C:\\${name.replaceAll('/', '\\')}`,
  });
  const program = folder('Programmes à part/HiPay ECR');
  mkdirSync(program.linux, { recursive: true });
  cpSync(dist, join(program.linux, 'dist'), { recursive: true });
  cpSync(node, join(program.linux, 'node.exe'));
  writeFileSync(join(program.linux, 'wine.cjs'), wineFaults);
  let runs = 0;
  const children = new Set<ChildProcess>();

  /** The output goes to files: under Wine, Node cannot write to a pipe. */
  function spawnProgram(args: readonly string[], more: Readonly<Record<string, string>> = {}) {
    const [out, err] = ['out', 'err'].map((name) => join(prefix, `${name}-${++runs}`)) as [string, string];
    const files = [openSync(out, 'w'), openSync(err, 'w')] as const;
    const nodeArgs = [
      '--require',
      `${program.windows}\\wine.cjs`,
      `${program.windows}\\dist\\sidecar\\main.js`,
    ];
    const child = spawn('wine', [`${program.windows}\\node.exe`, ...nodeArgs, ...args], {
      env: { ...env, ...more },
      stdio: ['ignore', ...files],
    });
    for (const file of files) closeSync(file);
    children.add(child);
    const ended = once(child, 'exit').then(([code]) => {
      children.delete(child);
      return code as number | null;
    });
    return { ended, stdout: () => readFileSync(out, 'utf8'), stderr: () => readFileSync(err, 'utf8') };
  }

  return {
    folder,
    async run(args, more) {
      const { ended, stdout, stderr } = spawnProgram(args, more);
      const code = await ended;
      return { code, stdout: stdout(), stderr: stderr() };
    },
    async start(args) {
      const begin = performance.now();
      const { ended, stdout, stderr } = spawnProgram(['start', '--no-browser', ...args]);
      let hasEnded = false;
      void ended.then(() => {
        hasEnded = true;
      });
      while (!stdout().includes('/order')) {
        if (hasEnded) throw new Error(`the program has ended: ${stderr()}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      const link = new URL(/^ready (\S+)/m.exec(stdout())?.[1] ?? '');
      return {
        stdout: stdout(),
        url: `http://127.0.0.1:${link.port}`,
        pageUrl: link.origin,
        port: Number(link.port),
        token: link.hash.replace('#pair=', ''),
        readyMs: performance.now() - begin,
        log: stderr,
        ended,
      };
    },
    async remove() {
      // Ends the programs of this folder of Wine's, and no others.
      execFileSync('wineserver', ['-k'], { env, stdio: 'ignore' });
      await Promise.all([...children].map((child) => once(child, 'exit')));
      removeFolder(prefix);
    },
  };
}
