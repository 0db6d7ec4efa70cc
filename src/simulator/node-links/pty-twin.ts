import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { Duplex } from 'node:stream';
import type { RunningTwin } from '../terminal/run-twin.ts';
import type { TwinScript } from '../terminal/twin-script.ts';
import { type StreamTwinOptions, twinOnStream } from './stream-twin.ts';

export interface PtyTwin {
  /** Path of the device that a till opens. */
  readonly path: string;
  readonly twin: RunningTwin;
  close(): Promise<void>;
}

/**
 * Runs the simulated terminal on a pseudo-terminal. Node needs the program `socat` to create one. Rejects with a
 * message for a person if socat is not installed or the path cannot be created.
 */
export async function twinOnPty(
  path: string,
  script: TwinScript,
  options: StreamTwinOptions = {},
): Promise<PtyTwin> {
  const socat = spawn('socat', [`PTY,link=${path},rawer,waitslave`, 'STDIO'], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let errorOutput = '';
  socat.stderr.on('data', (text) => {
    errorOutput += text;
  });
  const failed = new Promise<never>((_, reject) => {
    socat.once('error', () =>
      reject(new Error('a pseudo-terminal needs the program socat: install it, or use --tcp')),
    );
    socat.once('exit', () => reject(new Error(`socat ended: ${errorOutput.trim()}`)));
  });
  failed.catch(() => {});
  await Promise.race([waitUntilExists(path), failed]);
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

async function waitUntilExists(path: string): Promise<void> {
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
