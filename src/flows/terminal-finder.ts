import type { Settings } from '../core/settings/settings.ts';
import type { ConnectorOutside } from './connector-outside.ts';
import { lookForTerminal } from './look-for-terminal.ts';
import type { SnapshotBoard } from './snapshot-board.ts';
import type { TerminalSeat } from './terminal-seat.ts';

interface FinderOutside {
  settings(): Settings;
  readonly outside: Pick<ConnectorOutside, 'clock' | 'linkFor'>;
  readonly seat: TerminalSeat;
  readonly board: SnapshotBoard;
}

/** Looks for the terminal, one search at a time, shows how far it is, and lets a person end it. */
export class TerminalFinder {
  #looking:
    | { readonly stopper: AbortController; readonly end: ReturnType<typeof lookForTerminal> }
    | undefined;

  constructor(private readonly finder: FinderOutside) {}

  /** Whoever asks while it looks gets what that search finds. */
  look(): ReturnType<typeof lookForTerminal> {
    this.#looking ??= this.#begin();
    return this.#looking.end;
  }

  /** Whether there was something to stop. */
  stop(): boolean {
    this.#looking?.stopper.abort();
    return this.#looking !== undefined;
  }

  #begin() {
    const { board, ...rest } = this.finder;
    const stopper = new AbortController();
    const end = lookForTerminal({
      ...rest,
      signal: stopper.signal,
      show: (terminal, finding) => board.show({ terminal, finding }),
    }).finally(() => {
      this.#looking = undefined;
      board.found();
    });
    return { stopper, end };
  }
}
