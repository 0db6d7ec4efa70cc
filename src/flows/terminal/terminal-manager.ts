import type { CallResult } from '../../core/connector-api/connector-api.ts';
import type { TerminalStatus } from '../../core/connector-api/snapshot.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { Recorder } from '../../core/ports/storage.ts';
import type { TerminalLink } from '../../core/ports/terminal-link.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { dialectFor } from '../../core/terminal/dialects.ts';
import { networkLanguage } from '../../core/terminal/terminal-languages.ts';
import { type AnswerCollector, collectAnswer } from './network-exchange.ts';
import { NetworkTerminal } from './network-terminal.ts';
import { SerialTerminal } from './serial-terminal.ts';
import type { AnswerAction, Terminal } from './terminal.ts';

/** Used if the language needs frames and the link has none. The settings checks refuse this combination. */
const brokenCollector: AnswerCollector = { push: () => 'broken', text: '' };

interface TerminalManagerDeps {
  readonly clock: Clock;
  readonly recorder?: Recorder;
  linkFor(settings: Settings): TerminalLink;
  /** The settings at this moment. */
  settings(): Settings;
  /** Resolves when no payment runs: a payment keeps its terminal to the end. */
  whenNoPaymentRuns(): Promise<void>;
  onStatus(status: TerminalStatus): void;
  onUnrequestedAnswer(body: string): Promise<AnswerAction>;
}

/** Keeps the terminal that fits the settings. Changes run one after the other, because there is only one port. */
export class TerminalManager {
  #terminal: Terminal | undefined;
  #usedSettings = '';
  #changing: Promise<void> = Promise.resolve();
  #link: TerminalLink;

  constructor(private readonly deps: TerminalManagerDeps) {
    this.#link = deps.linkFor(deps.settings());
  }

  get terminal(): Terminal | undefined {
    return this.#terminal;
  }

  get link(): TerminalLink {
    return this.#link;
  }

  /** Resolves once the current change is done. */
  get settled(): Promise<void> {
    return this.#changing;
  }

  /**
   * Returns the exchange for a payment that begins now. The exchange waits only for the current change of the terminal;
   * a later change waits for the payment.
   */
  exchangeOfPayment(): Terminal['exchange'] {
    const changing = this.#changing;
    return async (...exchange) => {
      await changing;
      return this.#terminal?.exchange(...exchange) ?? 'no-line';
    };
  }

  /** Creates the terminal for the present settings, unless the current terminal already fits them. */
  applySettings(): Promise<void> {
    const { deps } = this;
    this.#changing = this.#changing.then(async () => {
      const wanted = JSON.stringify(deps.settings().terminal);
      if (this.#terminal && this.#usedSettings === wanted) return;
      await deps.whenNoPaymentRuns();
      await this.#terminal?.close();
      this.#installTerminal();
    });
    return this.#changing;
  }

  /** Closes the terminal while `run` uses the device alone, then creates it again. */
  async lend<Result>(run: () => Promise<Result>): Promise<Result> {
    const lent = this.#changing.then(async () => {
      await this.deps.whenNoPaymentRuns();
      await this.#terminal?.close();
      this.#terminal = undefined;
      this.#usedSettings = '';
      try {
        return await run();
      } finally {
        // Also after an error, because no payment is possible without a terminal. At once, because a payment may
        // already wait for it.
        this.#installTerminal();
      }
    });
    this.#changing = lent.then(
      () => {},
      () => {},
    );
    return lent;
  }

  #installTerminal(): void {
    const settings = this.deps.settings();
    this.#link = this.deps.linkFor(settings);
    this.#usedSettings = JSON.stringify(settings.terminal);
    this.#terminal = this.#createTerminal(settings);
    this.deps.onStatus(this.#terminal.status);
  }

  #createTerminal({ terminal }: Settings): Terminal {
    const { deps } = this;
    const terminalDeps = {
      onStatus: (status: TerminalStatus) => deps.onStatus(status),
      note: (note: string) => deps.recorder?.note('session', note),
      onUnrequestedAnswer: (body: string) => deps.onUnrequestedAnswer(body),
    };
    if (!this.#link.perExchange) {
      const { identification } = dialectFor({ ...terminal, language: networkLanguage });
      const withIdentification = { ...terminalDeps, identification };
      return new SerialTerminal(this.#link, deps.clock, terminal, withIdentification);
    }
    const dialect = dialectFor(terminal);
    const language = {
      identification: dialect.identification,
      collector: () => collectAnswer(dialect) ?? brokenCollector,
    };
    return new NetworkTerminal(this.#link, language, deps.clock, terminal.timers, terminalDeps);
  }
}

/**
 * Gives up the browser's permission for the terminal. Meanwhile the terminal is closed; then it is created again, so
 * that its status is up to date. Does nothing while a payment runs.
 */
export async function forgetTerminal(
  manager: TerminalManager,
  busy: () => boolean,
): Promise<CallResult<'forgetTerminal'>> {
  if (busy()) return { how: 'payment-running' };
  const how = await manager.lend(async () => (await manager.link.forget?.()) ?? 'nothing-granted');
  await manager.terminal?.connect();
  return { how };
}
