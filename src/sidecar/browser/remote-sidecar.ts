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
  /** Time between two questions, ms. */
  readonly everyMs?: number;
}

const usualEveryMs = 1000;
const timeoutMs = 5000;
const largestAnswer = 16_384;

/** The sidecar as the keeper of its browser sees it. The keeper runs as another user and asks once a second. */
export class RemoteSidecar {
  #last: KeeperAnswer | undefined;
  #isReached = false;
  readonly #end = new AbortController();
  #waiting: (() => void)[] = [];

  constructor(private readonly deps: RemoteSidecarDeps) {}

  /** Asks until `close`. */
  async follow(): Promise<void> {
    while (!this.#end.signal.aborted) {
      await this.#ask('state');
      // Rejects at `close`.
      await pause(this.deps.everyMs ?? usualEveryMs, undefined, { signal: this.#end.signal }).catch(() => {});
    }
  }

  /** Resolves once the sidecar has answered with our key. Rejects at `close`. */
  async reached(): Promise<void> {
    while (!this.#isReached) {
      this.#end.signal.throwIfAborted();
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#end.signal.throwIfAborted();
  }

  /** Number of pages that answer. While the sidecar does not answer, it is 1: the browser is not restarted for that. */
  pages(): number {
    return this.#isReached ? (this.#last?.pages ?? 0) : 1;
  }

  /** What the sidecar said last. If the sidecar has ended since, its payment may go on at the terminal. */
  isPaying(): boolean {
    return this.#last?.isPaying ?? false;
  }

  /** Asks for a pairing token for the browser, until the sidecar answers with one. Rejects at `close`. */
  async invite(): Promise<Invitation> {
    for (;;) {
      await this.reached();
      const token = (await this.#ask('token'))?.token;
      if (token !== undefined)
        return {
          token,
          isOpen: () => this.#last?.isTokenOpen ?? true,
          withdraw: () => void this.#ask('withdraw'),
        };
    }
  }

  close(): void {
    this.#end.abort(new Error('the keeper stops'));
    this.#wake();
  }

  async #ask(wants: KeeperRequest['wants']): Promise<KeeperAnswer | undefined> {
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
    this.#last = found;
    this.#wake();
    return found;
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
