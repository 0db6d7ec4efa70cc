import type { CallResult } from '../core/relay/connector-api.ts';
import type { Settings } from '../core/settings/settings.ts';
import type { TerminalFinder } from './terminal-finder.ts';

type Answer = CallResult<'findTerminal'>;

interface SearchOutside {
  readonly finder: TerminalFinder;
  busy(): boolean;
  /** The desk is back, with the settings of before. */
  ended(): void;
  /** False: they could not be kept. */
  keep(terminal: Settings['terminal']): Promise<boolean>;
}

/** *Find my terminal*, from the press of the button until what was found is in use; payments wait for that. */
export class TerminalSearch {
  #running: Promise<unknown> | undefined;
  #waiting = 0;

  constructor(private readonly outside: SearchOutside) {}

  /** Whether one waits for `over`. */
  get paymentWaits(): boolean {
    return this.#waiting > 0;
  }

  find(): Promise<Answer> {
    const found = this.#find();
    const all = Promise.allSettled([this.#running, found]).then(() => {
      if (this.#running === all) this.#running = undefined;
    });
    this.#running = all;
    return found;
  }

  stop(): boolean {
    return this.outside.finder.stop();
  }

  /**
   * What a payment waits for: one sent now would go out with the line settings of before, and keep others from being saved.
   * Undefined where nothing is looked for: it then begins in the same moment.
   */
  over(): Promise<void> | undefined {
    const running = this.#running;
    if (!running) return undefined;
    this.#waiting++;
    return running.then(() => {
      this.#waiting--;
    });
  }

  async #find(): Promise<Answer> {
    const { finder, busy, ended, keep } = this.outside;
    if (busy()) return { found: false, failure: 'payment-running', detail: 'a payment is running' };
    const finding = await finder.look();
    ended();
    if (!finding.found) return finding;
    const { terminal, ...found } = finding;
    return { ...found, saved: await keep(terminal) };
  }
}
