import type { CallResult } from '../../core/connector-api/connector-api.ts';
import type { TerminalLamp } from '../../core/connector-api/snapshot.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { Recorder } from '../../core/ports/storage.ts';
import type { TerminalLink } from '../../core/ports/terminal-link.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { dialectFor } from '../../core/terminal/dialects.ts';
import { type AnswerCollector, collectAnswer } from './network-exchange.ts';
import { CallDesk } from './network-terminal.ts';
import { TerminalDesk } from './serial-terminal.ts';
import type { AnswerFate, Desk } from './terminal.ts';

/** A language without a reader of its own cannot be read from a bare connection: settings refuse the pair. */
const unreadable: AnswerCollector = { push: () => 'broken', text: '' };

interface SeatOutside {
  readonly clock: Clock;
  readonly recorder?: Recorder;
  linkFor(settings: Settings): TerminalLink;
  /** The present ones: a change on a change counts once. */
  settings(): Settings;
  /** Resolves when no payment runs: a payment keeps the terminal it began with. */
  quiet(): Promise<void>;
  lamp(lamp: TerminalLamp): void;
  unasked(body: string): Promise<AnswerFate>;
}

/** Keeps the desk that fits the terminal settings in place; one after the other, for there is one port. */
export class TerminalSeat {
  #desk: Desk | undefined;
  #deskFor = '';
  #seating: Promise<void> = Promise.resolve();
  #link: TerminalLink;

  constructor(private readonly outside: SeatOutside) {
    this.#link = outside.linkFor(outside.settings());
  }

  get desk(): Desk | undefined {
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
  exchangeOfPayment(): Desk['exchange'] {
    const seated = this.#seating;
    return async (...exchange) => {
      await seated;
      return this.#desk?.exchange(...exchange) ?? 'no-line';
    };
  }

  /** Puts a desk for the present terminal settings in place. */
  seat(): Promise<void> {
    const { outside } = this;
    this.#seating = this.#seating.then(async () => {
      const wanted = JSON.stringify(outside.settings().terminal);
      if (this.#desk && this.#deskFor === wanted) return;
      await outside.quiet();
      await this.#desk?.close();
      this.#place();
    });
    return this.#seating;
  }

  /** Takes the desk away while `run` has the device to itself, then puts one back. */
  async lend<Result>(run: () => Promise<Result>): Promise<Result> {
    const lent = this.#seating.then(async () => {
      await this.outside.quiet();
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
    const settings = this.outside.settings();
    this.#link = this.outside.linkFor(settings);
    this.#deskFor = JSON.stringify(settings.terminal);
    this.#desk = this.#newDesk(settings);
    this.outside.lamp(this.#desk.lamp);
  }

  #newDesk({ terminal }: Settings): Desk {
    const { outside } = this;
    const deskOutside = {
      lamp: (lamp: TerminalLamp) => outside.lamp(lamp),
      note: (note: string) => outside.recorder?.note('session', note),
      unasked: (body: string) => outside.unasked(body),
    };
    if (!this.#link.perExchange) {
      const { identification } = dialectFor({ ...terminal, language: 'caisse-ap-v3' });
      const withQuestion = { ...deskOutside, question: identification };
      return new TerminalDesk(this.#link, outside.clock, terminal, withQuestion);
    }
    const dialect = dialectFor(terminal);
    const language = {
      identification: dialect.identification,
      collector: () => collectAnswer(dialect) ?? unreadable,
    };
    return new CallDesk(this.#link, language, outside.clock, terminal.timers, deskOutside);
  }
}

/**
 * Gives the permission for the terminal back, with the device taken from the desk; the desk that comes after it shows
 * what is left. A payment keeps the terminal it began with.
 */
export async function forgetTerminal(
  seat: TerminalSeat,
  busy: () => boolean,
): Promise<CallResult<'forgetTerminal'>> {
  if (busy()) return { how: 'payment-running' };
  const how = await seat.lend(async () => (await seat.link.forget?.()) ?? 'nothing-granted');
  await seat.desk?.connect();
  return { how };
}
