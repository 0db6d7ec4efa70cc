import { caisseApLanguage, readFields } from './caisse-ap-language.ts';
import { piecesOf, type RunningTwin, type TwinDeps } from './run-twin.ts';
import { lineOf, markLastAnswered, resultOf, type TwinLedgerLine } from './twin-ledger.ts';
import type { TwinScript } from './twin-script.ts';

/** What the terminal does on one connection of a till. */
export interface NetworkTwinDeps extends TwinDeps {
  /** The terminal closes the connection normally; `unplug` pulls the cable. */
  hangUp(): void;
}

/** The state that all connections of one terminal share: its script, its ledger, its one customer. */
export interface SharedTerminal {
  script: TwinScript;
  ledger: readonly TwinLedgerLine[];
  /** True while a customer pays. */
  isCustomerPaying: boolean;
  readonly timers: Set<() => void>;
}

/** Time for an answer without a customer, and time to wait for more bytes of a request that may be complete, ms. */
const atOnceMs = 50;
/** The scripts count the ten steps of a framed session. Here steps 1 to 5 are the request, and step 8 is the answer. */
const requestStep = 5;
const answerStep = 8;

/** Returns the script for an identification, without the faults that concern payments only. */
function scriptOfIdentification({ silentAt, unplugAt: _, ...script }: TwinScript): TwinScript {
  const isSilent = silentAt !== undefined && silentAt <= 2;
  return { ...script, halfAnswer: false, answersTwice: false, ...(isSilent && { silentAt }) };
}

const answerToUnreadable = 'CZ0040300AE00201AF00209';

/** One connection: collects the request, waits for the customer, answers. */
export class NetworkCall {
  #text = '';
  #isRequestComplete = false;
  #isTillConnected = true;

  constructor(
    private readonly terminal: SharedTerminal,
    private readonly deps: NetworkTwinDeps,
  ) {}

  hear(bytes: Uint8Array): void {
    if (this.#isRequestComplete) return;
    this.#text += String.fromCharCode(...bytes);
    const reading = readFields(this.#text);
    if (reading === 'more') return;
    const heard = this.#text;
    this.#after(atOnceMs, () => {
      if (!this.#isRequestComplete && heard === this.#text) this.#handleRequest(heard);
    });
  }

  /** Notes that the till has disconnected. The customer's payment continues. */
  onTillGone(): void {
    this.#isTillConnected = false;
  }

  #handleRequest(body: string): void {
    this.#isRequestComplete = true;
    const { terminal } = this;
    const asked = caisseApLanguage.read(body);
    const scriptOfRequest =
      asked?.operation === 'identification' ? scriptOfIdentification(terminal.script) : terminal.script;
    const script =
      scriptOfRequest.notReady || terminal.isCustomerPaying
        ? { ...scriptOfRequest, busy: true }
        : scriptOfRequest;
    const { silentAt = 11, unplugAt = 11 } = script;
    if (silentAt <= requestStep) return;
    if (unplugAt <= requestStep) {
      this.deps.unplug();
      return;
    }
    if (!asked) {
      this.#end(answerToUnreadable, script);
      return;
    }
    if (script.busy || asked.refusal !== undefined || asked.operation === 'identification') {
      this.#after(atOnceMs, () => this.#answer(body, script));
      return;
    }
    terminal.isCustomerPaying = true;
    this.#after(script.customerMs, () => {
      terminal.isCustomerPaying = false;
      this.#answer(body, script);
    });
  }

  /** Enters the customer's payment or refusal in the ledger, whether or not the till gets the answer. */
  #answer(body: string, script: TwinScript): void {
    const asked = caisseApLanguage.read(body);
    if (!asked) return;
    const { terminal } = this;
    const line = script.busy ? undefined : lineOf(asked, script, terminal.ledger);
    if (line) terminal.ledger = [...terminal.ledger, line];
    const { silentAt = 11, unplugAt = 11 } = script;
    if (silentAt <= answerStep) return;
    if (unplugAt < answerStep) {
      this.deps.unplug();
      return;
    }
    const result = resultOf(asked, line, script);
    const answer = caisseApLanguage.answer(
      body,
      script.busy ? { ...result, verdict: 'refused' } : result,
      script,
    );
    if (script.halfAnswer) {
      this.#send(answer.slice(0, answer.length / 2), script);
      return;
    }
    if (line && this.#isTillConnected) terminal.ledger = markLastAnswered(terminal.ledger);
    this.#end(script.answersTwice ? answer + answer : answer, script);
  }

  #end(answer: string, script: TwinScript): void {
    this.#send(answer, script);
    if (script.unplugAt !== undefined) {
      this.deps.unplug();
      return;
    }
    if (script.hangUpMs !== undefined)
      this.#after(script.hangUpMs, () => this.#isTillConnected && this.deps.hangUp());
  }

  #send(text: string, script: TwinScript): void {
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    for (const piece of piecesOf(bytes, script)) if (this.#isTillConnected) this.deps.send(piece);
  }

  #after(ms: number, then: () => void): void {
    const { timers } = this.terminal;
    const stop = this.deps.after(ms, () => {
      timers.delete(stop);
      then();
    });
    timers.add(stop);
  }
}

/** A terminal without frames: one request and one answer per connection, one customer at a time (concert.md 3.1). */
export interface NetworkTwin extends Omit<RunningTwin, 'hear' | 'pressRedKey'> {
  call(deps: NetworkTwinDeps): NetworkCall;
}

export function networkTwin(script: TwinScript): NetworkTwin {
  const terminal: SharedTerminal = { script, ledger: [], isCustomerPaying: false, timers: new Set() };
  return {
    call: (deps) => new NetworkCall(terminal, deps),
    follow(next) {
      terminal.script = next;
    },
    get ledger() {
      return terminal.ledger;
    },
    get idle() {
      return !terminal.isCustomerPaying;
    },
    stop() {
      for (const stop of terminal.timers) stop();
      terminal.timers.clear();
      terminal.isCustomerPaying = false;
    },
  };
}
