import type { Clock } from '../../src/core/ports/host.ts';
import { type RunningTwin, runTwin } from '../../src/simulator/terminal/run-twin.ts';
import type { TwinLanguage } from '../../src/simulator/terminal/twin-language.ts';
import type { TwinLedgerLine } from '../../src/simulator/terminal/twin-ledger.ts';
import { type TwinScript, twinScript } from '../../src/simulator/terminal/twin-script.ts';
import type { WorldClock } from './world-clock.ts';

const STX = 2;
const ENQ = 5;
const ACK = 6;

/** A ledger line with its payment: the truth about the customer's money. */
export interface Charge extends TwinLedgerLine {
  readonly paymentId: string | undefined;
}

export const ledgerNote = (line: TwinLedgerLine | undefined, owner: string | undefined): string =>
  `ledger ${line?.number}: ${line?.verdict} ${line?.operation} ${line?.amountMinor} for ${owner}`;

/** A shop's terminal, on any link. */
export interface ChaosTerminal {
  readonly charges: Charge[];
  readonly idle: boolean;
  /** Sets the script from the terminal's next payment on. A running payment keeps its script. */
  setNextScript(script: TwinScript): void;
  /** Switches the terminal off and on: it keeps its charges and forgets everything else. */
  reboot(script?: TwinScript): void;
  /** Resolves this long before a busy terminal answers; at once if it is idle. */
  untilBeforeAnswer(beforeMs: number): Promise<void>;
  /** Resolves when the terminal sends by itself, or after this time. */
  untilTerminalSends(withinMs: number): Promise<void>;
}

interface TerminalDeps {
  speak(bytes: Uint8Array): void;
  unplug(): void;
  note(text: string): void;
}

/** The terminal twin at the end of the cable, which records the payment of each ledger line. */
export class Terminal implements ChaosTerminal {
  readonly #twin: RunningTwin;
  #script: TwinScript;
  #owners: (string | undefined)[] = [];
  #acknowledgedFor: string | undefined;
  #hearingFor: { paymentId: string | undefined } | undefined;
  #nextTimerAt = 0;
  #callWatchers = new Set<() => void>();

  constructor(
    private readonly world: Pick<Clock, 'after' | 'monotonic'> & Pick<WorldClock, 'sleep'>,
    private readonly deps: TerminalDeps,
    language?: TwinLanguage,
  ) {
    this.#script = twinScript('accept') as TwinScript;
    const twinDeps = {
      send: (bytes: Uint8Array) => this.#say(bytes),
      unplug: () => queueMicrotask(() => this.deps.unplug()),
      after: (ms: number, callback: () => void) => {
        this.#nextTimerAt = world.monotonic() + ms;
        return world.after(ms, () => {
          callback();
          this.#recordOwners();
        });
      },
    };
    this.#twin = runTwin(this.#script, twinDeps, language);
  }

  get charges(): Charge[] {
    return this.#twin.ledger.map((line, place) => ({ ...line, paymentId: this.#owners[place] }));
  }
  get idle(): boolean {
    return this.#twin.idle;
  }

  /** `paymentId`: the payment of the frame, if the bytes are a frame. */
  hear(bytes: Uint8Array, paymentId: string | undefined): void {
    this.#hearingFor = bytes.includes(STX) ? { paymentId } : undefined;
    this.#twin.hear(bytes);
    this.#hearingFor = undefined;
    this.#recordOwners();
  }

  setNextScript(script: TwinScript): void {
    this.#script = script;
    if (this.#twin.idle) this.#twin.follow(script);
  }

  reboot(script: TwinScript = this.#script): void {
    this.#script = script;
    this.#twin.follow({ ...script });
    this.deps.note('the terminal is switched off and on');
  }

  async untilBeforeAnswer(beforeMs: number): Promise<void> {
    if (!this.idle)
      await this.world.sleep(Math.max(0, this.#nextTimerAt - beforeMs - this.world.monotonic()));
  }

  async untilTerminalSends(withinMs: number): Promise<void> {
    const called = new Promise<void>((resolve) => this.#callWatchers.add(resolve));
    await Promise.race([called, this.world.sleep(withinMs)]);
    this.#callWatchers.clear();
  }

  #say(bytes: Uint8Array): void {
    if (bytes.length === 1 && bytes[0] === ACK && this.#hearingFor)
      this.#acknowledgedFor = this.#hearingFor.paymentId;
    this.deps.speak(bytes);
    if (bytes[0] === ENQ) for (const notify of this.#callWatchers) notify();
  }

  #recordOwners(): void {
    const { ledger } = this.#twin;
    while (this.#owners.length < ledger.length) {
      this.#owners.push(this.#acknowledgedFor);
      this.deps.note(ledgerNote(ledger[this.#owners.length - 1], this.#acknowledgedFor));
    }
  }
}
