import type { BrowserKey } from '../access/browser-key.ts';
import type { Invitation } from '../access/pairing.ts';
import type { BrowserReport } from './browser-keeper.ts';
import { type KeeperAnswer, type KeeperAsk, keeperAsk } from './keeper-messages.ts';

export interface ScreenBrowserDeps {
  readonly key: BrowserKey;
  readonly port: number;
  invite(): Invitation;
  /** Number of connected pages that count as answering. */
  pages(): number;
  isPaying(): boolean;
  now(): number;
}

/** Oldest message that is answered, ms. Both programs run on this computer, with one clock. */
const validMs = 30_000;
/** The keeper asks each second. Without a message for this time, ms, it counts as stopped. */
const silentMs = 10_000;

/** The sidecar's side of a browser that a program of another user keeps. */
export class ScreenBrowser {
  #invitation: Invitation | undefined;
  #heard: { readonly report: BrowserReport; readonly at: number } | undefined;
  /** The ids of the valid messages, with their times. Only the holder of the key can add one. */
  readonly #answered = new Map<string, number>();

  constructor(private readonly deps: ScreenBrowserDeps) {}

  /** The browser's state, as its keeper has reported it. `stopped`: the keeper does not run. */
  report(): BrowserReport {
    const heard = this.#heard;
    if (heard === undefined) return { state: 'stopped', restarts: 0 };
    return this.deps.now() - heard.at > silentMs ? { ...heard.report, state: 'stopped' } : heard.report;
  }

  /** Answers a message. Undefined if it was not made with our key, is old, or was answered before. */
  answer(sealed: string): string | undefined {
    const { key, port } = this.deps;
    const ask = keeperAsk.safeParse(key.open('to-sidecar', port, sealed)).data;
    if (!ask || !this.#noteIfNew(ask)) return undefined;
    this.#heard = { report: ask.report, at: this.deps.now() };
    return key.seal('to-keeper', port, this.#carryOut(ask));
  }

  #carryOut({ id, wants }: KeeperAsk): KeeperAnswer {
    if (wants === 'withdraw') this.#invitation?.withdraw();
    if (wants === 'token') this.#invitation = this.deps.invite();
    return {
      id,
      pages: this.deps.pages(),
      isPaying: this.deps.isPaying(),
      isTokenOpen: this.#invitation?.isOpen() ?? false,
      ...(wants === 'token' && this.#invitation && { token: this.#invitation.token }),
    };
  }

  /** Returns false if the message is old, or was answered before. */
  #noteIfNew({ id, at }: KeeperAsk): boolean {
    const now = this.deps.now();
    for (const [earlier, itsTime] of this.#answered)
      if (Math.abs(now - itsTime) > validMs) this.#answered.delete(earlier);
    if (Math.abs(now - at) > validMs || this.#answered.has(id)) return false;
    this.#answered.set(id, at);
    return true;
  }
}
