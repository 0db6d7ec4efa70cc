import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { readLimitedJson } from '../../core/limited-answer.ts';
import type { BrowserKey } from '../access/browser-key.ts';
import type { Invitation } from '../access/pairing.ts';
import type { BrowserReport } from './browser-keeper.ts';
import {
  type KeeperAnswer,
  type KeeperRequest,
  keeperAnswer,
  keeperPath,
  sealedMessage,
} from './keeper-messages.ts';

export interface RemoteSidecarDeps {
  readonly key: BrowserKey;
  readonly port: number;
  readonly fetchUrl: typeof fetch;
  now(): number;
  /** The state of the browser, which the sidecar shows in `GET /health`. */
  report(): BrowserReport;
  /** Time between two requests, ms. */
  readonly everyMs?: number;
}

const usualEveryMs = 1000;
const timeoutMs = 5000;
const largestAnswer = 16_384;

/** The sidecar, for the program that keeps its browser. That program runs as another user and sends a request each second. */
export class RemoteSidecar {
  #lastAnswer: KeeperAnswer | undefined;
  #isReached = false;
  readonly #end = new AbortController();
  #waiters: (() => void)[] = [];

  constructor(private readonly deps: RemoteSidecarDeps) {}

  /** Sends a request each `everyMs`, until `close`. */
  async pollUntilClosed(): Promise<void> {
    while (!this.#end.signal.aborted) {
      await this.#request('state');
      // Rejects at `close`.
      await pause(this.deps.everyMs ?? usualEveryMs, undefined, { signal: this.#end.signal }).catch(() => {});
    }
  }

  /** Resolves once the sidecar has answered with our key. Rejects at `close`. */
  async waitUntilReached(): Promise<void> {
    while (!this.#isReached) {
      this.#end.signal.throwIfAborted();
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }
    this.#end.signal.throwIfAborted();
  }

  /** Number of pages that answer. 1 while the sidecar does not answer, so that the browser is not restarted. */
  countPages(): number {
    return this.#isReached ? (this.#lastAnswer?.pages ?? 0) : 1;
  }

  /** True if a payment ran at the last answer. If the sidecar has ended since, the payment may go on at the terminal. */
  isPaying(): boolean {
    return this.#lastAnswer?.isPaying ?? false;
  }

  /** Requests a pairing token for the browser until the sidecar sends one. Rejects at `close`. */
  async invite(): Promise<Invitation> {
    for (;;) {
      await this.waitUntilReached();
      const token = (await this.#request('token'))?.token;
      if (token !== undefined)
        return {
          token,
          isOpen: () => this.#lastAnswer?.isTokenOpen ?? true,
          withdraw: () => void this.#request('withdraw'),
        };
    }
  }

  close(): void {
    this.#end.abort(new Error('the keeper stops'));
    this.#wake();
  }

  async #request(wants: KeeperRequest['wants']): Promise<KeeperAnswer | undefined> {
    const { key, port, fetchUrl, now, report } = this.deps;
    const id = randomUUID();
    const request: KeeperRequest = { at: now(), id, wants, report: report() };
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetchUrl(`http://127.0.0.1:${port}${keeperPath}`, {
      method: 'POST',
      redirect: 'error',
      body: JSON.stringify({ sealed: key.seal('to-sidecar', port, request) }),
      signal,
    })
      .then((reply) => readLimitedJson(reply, { bytes: largestAnswer, signal }))
      .catch(() => undefined);
    const sealed = sealedMessage.safeParse(answer).data?.sealed ?? '';
    const opened = keeperAnswer.safeParse(key.open('to-keeper', port, sealed)).data;
    const found = opened?.id === id ? opened : undefined;
    this.#isReached = found !== undefined;
    if (found === undefined) return undefined;
    this.#lastAnswer = found;
    this.#wake();
    return found;
  }

  #wake(): void {
    const waiting = this.#waiters;
    this.#waiters = [];
    for (const resolve of waiting) resolve();
  }
}
