import type { CallResult } from '../../core/connector-api/connector-api.ts';
import type { TerminalStatus } from '../../core/connector-api/snapshot.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { Recorder } from '../../core/ports/storage.ts';
import type { TerminalLink } from '../../core/ports/terminal-link.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { dialectFor } from '../../core/terminal/dialects.ts';
import { type AnswerCollector, collectAnswer } from './network-exchange.ts';
import { NetworkTerminal } from './network-terminal.ts';
import { SerialTerminal } from './serial-terminal.ts';
import type { AnswerAction, Terminal } from './terminal.ts';

/** A language without a reader of its own cannot be read from a bare connection: settings refuse the pair. */
const unreadable: AnswerCollector = { push: () => 'broken', text: '' };

interface TerminalManagerDeps {
  readonly clock: Clock;
  readonly recorder?: Recorder;
  linkFor(settings: Settings): TerminalLink;
  /** The present ones: a change on a change counts once. */
  settings(): Settings;
  /** Resolves when no payment runs: a payment keeps the terminal it began with. */
  quiet(): Promise<void>;
  lamp(lamp: TerminalStatus): void;
  unasked(body: string): Promise<AnswerAction>;
}

/** Keeps the desk that fits the terminal settings in place; one after the other, for there is one port. */
export class TerminalManager {
  #desk: Terminal | undefined;
  #deskFor = '';
  #seating: Promise<void> = Promise.resolve();
  #link: TerminalLink;

  constructor(private readonly deps: TerminalManagerDeps) {
    this.#link = deps.linkFor(deps.settings());
  }

  get desk(): Terminal | undefined {
    return this.#desk;
  }

  get link(): TerminalLink {
    return this.#link;
  }

  /** Resolves once what is being put in place now is. */
  get settled(): Promise<void> {
    return this.#seating;
  }

  /**
   * How a payment that begins now reaches its terminal. It waits only for what is being put in place now: a later change
   * of terminal waits for the payment.
   */
  exchangeOfPayment(): Terminal['exchange'] {
    const seated = this.#seating;
    return async (...exchange) => {
      await seated;
      return this.#desk?.exchange(...exchange) ?? 'no-line';
    };
  }

  /** Puts a desk for the present terminal settings in place. */
  manager(): Promise<void> {
    const { deps } = this;
    this.#seating = this.#seating.then(async () => {
      const wanted = JSON.stringify(deps.settings().terminal);
      if (this.#desk && this.#deskFor === wanted) return;
      await deps.quiet();
      await this.#desk?.close();
      this.#place();
    });
    return this.#seating;
  }

  /** Takes the desk away while `run` has the device to itself, then puts one back. */
  async lend<Result>(run: () => Promise<Result>): Promise<Result> {
    const lent = this.#seating.then(async () => {
      await this.deps.quiet();
      await this.#desk?.close();
      this.#desk = undefined;
      this.#deskFor = '';
      try {
        return await run();
      } finally {
        // Whatever went wrong: without a desk nobody could pay. At once, for a payment that came meanwhile waits for it.
        this.#place();
      }
    });
    this.#seating = lent.then(
      () => {},
      () => {},
    );
    return lent;
  }

  #place(): void {
    const settings = this.deps.settings();
    this.#link = this.deps.linkFor(settings);
    this.#deskFor = JSON.stringify(settings.terminal);
    this.#desk = this.#newDesk(settings);
    this.deps.lamp(this.#desk.lamp);
  }

  #newDesk({ terminal }: Settings): Terminal {
    const { deps } = this;
    const terminalDeps = {
      lamp: (lamp: TerminalStatus) => deps.lamp(lamp),
      note: (note: string) => deps.recorder?.note('session', note),
      unasked: (body: string) => deps.unasked(body),
    };
    if (!this.#link.perExchange) {
      const { identification } = dialectFor({ ...terminal, language: 'caisse-ap-v3' });
      const withQuestion = { ...terminalDeps, question: identification };
      return new SerialTerminal(this.#link, deps.clock, terminal, withQuestion);
    }
    const dialect = dialectFor(terminal);
    const language = {
      identification: dialect.identification,
      collector: () => collectAnswer(dialect) ?? unreadable,
    };
    return new NetworkTerminal(this.#link, language, deps.clock, terminal.timers, terminalDeps);
  }
}

/**
 * Gives the permission for the terminal back, with the device taken from the desk; the desk that comes after it shows
 * what is left. A payment keeps the terminal it began with.
 */
export async function forgetTerminal(
  manager: TerminalManager,
  busy: () => boolean,
): Promise<CallResult<'forgetTerminal'>> {
  if (busy()) return { how: 'payment-running' };
  const how = await manager.lend(async () => (await manager.link.forget?.()) ?? 'nothing-granted');
  await manager.desk?.connect();
  return { how };
}
