import type { BrowserKey } from '../access/browser-key.ts';
import type { Invitation } from '../access/pairing.ts';
import type { BrowserReport } from './browser-keeper.ts';
import { type KeeperAnswer, type KeeperRequest, keeperRequest } from './keeper-messages.ts';

export interface RemoteKeeperDeps {
  readonly key: BrowserKey;
  readonly port: number;
  invite(): Invitation;
  /** Number of connected pages. A page that hangs counts only while a payment runs. */
  countPages(): number;
  isPaying(): boolean;
  now(): number;
}

/** Oldest message that is answered, ms. Both programs run on this computer, with one clock. */
const validMs = 30_000;
/** The keeper sends a request each second. After this time without a request, ms, it counts as stopped. */
const silentMs = 10_000;

/** The sidecar's side of the browser's keeper, a program of another user: answers its requests, and stores its last report. */
export class RemoteKeeper {
  #invitation: Invitation | undefined;
  #lastReport: { readonly report: BrowserReport; readonly at: number } | undefined;
  /** The ids of the valid messages, with their times. Only the holder of the key can add one. */
  readonly #answered = new Map<string, number>();

  constructor(private readonly deps: RemoteKeeperDeps) {}

  /** The browser's state, as its keeper has reported it. `stopped`: the keeper does not run. */
  report(): BrowserReport {
    const lastReport = this.#lastReport;
    if (lastReport === undefined) return { state: 'stopped', restarts: 0 };
    return this.deps.now() - lastReport.at > silentMs
      ? { ...lastReport.report, state: 'stopped' }
      : lastReport.report;
  }

  /** Answers a message. Undefined if it was not made with our key, is old, or was answered before. */
  answer(sealed: string): string | undefined {
    const { key, port } = this.deps;
    const request = keeperRequest.safeParse(key.open('to-sidecar', port, sealed)).data;
    if (!request || !this.#noteIfNew(request)) return undefined;
    this.#lastReport = { report: request.report, at: this.deps.now() };
    return key.seal('to-keeper', port, this.#carryOut(request));
  }

  #carryOut({ id, wants }: KeeperRequest): KeeperAnswer {
    if (wants === 'withdraw') this.#invitation?.withdraw();
    if (wants === 'token') this.#invitation = this.deps.invite();
    return {
      id,
      pages: this.deps.countPages(),
      isPaying: this.deps.isPaying(),
      isTokenOpen: this.#invitation?.isOpen() ?? false,
      ...(wants === 'token' && this.#invitation && { token: this.#invitation.token }),
    };
  }

  /** Returns false if the message is old, or was answered before. */
  #noteIfNew({ id, at }: KeeperRequest): boolean {
    const now = this.deps.now();
    for (const [answeredId, sentAt] of this.#answered)
      if (Math.abs(now - sentAt) > validMs) this.#answered.delete(answeredId);
    if (Math.abs(now - at) > validMs || this.#answered.has(id)) return false;
    this.#answered.set(id, at);
    return true;
  }
}
