import { spawn } from 'node:child_process';
import type { Clock } from '../../core/ports/host.ts';
import type { Log } from '../program/log.ts';

export interface DailyAskDeps {
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
  /** A random number from 0 to 1. */
  random(): number;
  /** Runs `hipay-ecr update --automatic`, and resolves with its exit code and what it said. */
  run(): Promise<{ readonly code: number; readonly said: string }>;
}

const hourMs = 3_600_000;
/** The first question comes at a random time within an hour of the start, so that the tills of a chain do not ask together. */
const firstWithinMs = hourMs;
const dayMs = 24 * hourMs;
const jitterMs = 2 * hourMs;

/** Looks for an update about once a day. Returns the function that ends this. */
export function askDaily({ clock, log, random, run }: DailyAskDeps): () => void {
  let cancel = () => {};
  const ask = async () => {
    const { code, said } = await run().catch((error: unknown) => ({ code: 1, said: String(error) }));
    if (code === 0) log.info({ said }, 'looked for an update');
    else log.warn({ said }, 'no update could be taken; it is tried again tomorrow');
    cancel = clock.after(dayMs + (random() * 2 - 1) * jitterMs, () => void ask());
  };
  cancel = clock.after(random() * firstWithinMs, () => void ask());
  return () => cancel();
}

const mostSaid = 2000;

/** Runs the command in a process of its own, so that the unpacking takes no memory of the connector. */
export const runUpdateCommand =
  (args: readonly string[]): DailyAskDeps['run'] =>
  () =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [process.argv[1] ?? '', 'update', '--automatic', ...args], {
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
      });
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk) => {
          said = (said + chunk).slice(0, mostSaid);
        });
      child.once('error', reject);
      child.once('exit', (code) => resolve({ code: code ?? 1, said: said.trim() }));
    });
