import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { Duplex } from 'node:stream';
import type { RunningTwin } from '../terminal/run-twin.ts';
import type { TwinScript } from '../terminal/twin-script.ts';
import { type StreamTwinOptions, twinOnStream } from './stream-twin.ts';

export interface PtyTwin {
  /** The device that a till opens. */
  readonly path: string;
  readonly twin: RunningTwin;
  close(): Promise<void>;
}

/**
 * The simulated terminal on a pseudo-terminal, which Node can only create with `socat`. Rejects with a readable
 * sentence if socat is not installed or the path cannot be created.
 */
export async function twinOnPty(
  path: string,
  script: TwinScript,
  options: StreamTwinOptions = {},
): Promise<PtyTwin> {
  const socat = spawn('socat', [`PTY,link=${path},rawer,waitslave`, 'STDIO'], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaint = '';
  socat.stderr.on('data', (text) => {
    complaint += text;
  });
  const failed = new Promise<never>((_, reject) => {
    socat.once('error', () =>
      reject(new Error('a pseudo-terminal needs the program socat: install it, or use --tcp')),
    );
    socat.once('exit', () => reject(new Error(`socat ended: ${complaint.trim()}`)));
  });
  failed.catch(() => {});
  await Promise.race([madeAt(path), failed]);
  const stream = Duplex.from({ readable: socat.stdout, writable: socat.stdin }) as Duplex;
  const twin = twinOnStream(stream, script, { unplug: () => socat.kill(), ...options });
  return {
    path,
    twin,
    async close() {
      twin.stop();
      if (socat.exitCode !== null || socat.signalCode !== null) return;
      socat.kill();
      await once(socat, 'exit');
    },
  };
}

async function madeAt(path: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (there) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`no pseudo-terminal came up at ${path}`);
}
