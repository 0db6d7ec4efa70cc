import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** 7E1 at 9600 baud: ten bits for each character. */
export const characterUs = (10 * 1e6) / 9600;

export interface Terminal {
  readonly path: string;
  stop(): Promise<void>;
}

/** Starts a terminal in a separate process, the same program for every contestant. `us`: microseconds for each character, or 0 for no limit. */
export async function startTerminal(us: number, answerBody: string): Promise<Terminal> {
  const program = fileURLToPath(new URL('terminal.py', import.meta.url));
  const child: ChildProcess = spawn('python3', [program, String(Math.round(us)), answerBody], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [path] = await once(child.stdout as NodeJS.ReadableStream, 'data');
  return {
    path: String(path).trim(),
    async stop() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
