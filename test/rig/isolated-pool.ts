import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ForksPoolWorker, type PoolOptions, type WorkerRequest } from 'vitest/node';

// Runs test files in processes with their own network and browser policies, so that files that start a rig (rig.ts)
// can run in parallel.

/** A script that starts Node in its own namespaces. */
const isolatedNode = fileURLToPath(new URL('isolated-node', import.meta.url));

class IsolatedWorker extends ForksPoolWorker {
  override readonly name = 'isolated';
  #child: ChildProcess | undefined;

  get #process(): ChildProcess {
    if (!this.#child) throw new Error('The process of the tests is not running.');
    return this.#child;
  }

  override async start(): Promise<void> {
    this.#child ??= fork(this.entrypoint, [], {
      execPath: isolatedNode,
      execArgv: this.execArgv,
      env: { ...this.env, NODE_TO_ISOLATE: process.execPath } as NodeJS.ProcessEnv,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
  }

  override async stop(): Promise<void> {
    const child = this.#process;
    this.#child = undefined;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    const killTimer = setTimeout(() => child.kill('SIGKILL'), 5000);
    child.kill();
    await exit;
    clearTimeout(killTimer);
  }

  override on(event: string, callback: (argument: unknown) => void): void {
    this.#process.on(event, callback);
  }

  override off(event: string, callback: (argument: unknown) => void): void {
    this.#child?.off(event, callback);
  }

  override send(message: WorkerRequest): void {
    this.#process.send(message);
  }
}

export const isolatedPool = {
  name: 'isolated',
  createPoolWorker: (options: PoolOptions) => new IsolatedWorker(options),
};
