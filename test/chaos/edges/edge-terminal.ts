import type { LinkEvent, TerminalLink } from '../../../src/core/ports/terminal-link.ts';
import { movedMoney } from '../../../src/simulator/terminal/twin-ledger.ts';
import { type TwinScript, twinScript } from '../../../src/simulator/terminal/twin-script.ts';
import type { Chance } from '../seeded-chance.ts';
import { Terminal } from '../terminal.ts';
import type { PageLife } from './page-life.ts';
import { becomesTrue, pause } from './pause.ts';
import type { Timeline } from './timeline.ts';

/** A marker for the customer's time: the story decides how long it is. */
const customerMs = 77_777;
/** The time of a customer who does not wait for the story. */
const quickMs = 3;
/** The terminal's own pauses are divided by this. */
const speed = 10;

export type CustomerChoice = 'pays' | 'declines' | 'cancels';
const scripts: Readonly<Record<CustomerChoice, string>> = {
  pays: 'accept',
  declines: 'refuse',
  cancels: 'cancel',
};

const scriptOf = (choice: CustomerChoice): TwinScript => {
  const script = twinScript(scripts[choice], { customerMs });
  if (!script) throw new Error(`no script for a customer who ${choice}`);
  return script;
};

interface Holder {
  readonly life: PageLife;
  onEvent(event: LinkEvent): void;
}

/** The shop's one terminal on one cable. One page at a time can hold the port; the others find it in use. */
export class EdgeTerminal {
  readonly #terminal: Terminal;
  #holder: Holder | undefined;
  #plugged = true;
  #held = false;
  #customer: (() => void) | undefined;
  #counted = 0;
  #sending: string | undefined;
  #taken = 0;
  #atCharge = () => {};
  readonly #watchers = new Set<() => void>();

  constructor(
    private readonly timeline: Timeline,
    private readonly chance: Chance,
  ) {
    const after = (ms: number, callback: () => void) => {
      if (ms === customerMs) return this.#beginCustomer(callback);
      const timer = setTimeout(callback, ms / speed);
      return () => clearTimeout(timer);
    };
    this.#terminal = new Terminal(
      { after, monotonic: () => performance.now(), sleep: pause },
      { speak: (bytes) => this.#speak(bytes), unplug: () => {}, note: () => this.#count() },
    );
    this.#terminal.reboot(scriptOf('pays'));
  }

  /** Number of requests that the terminal has taken. */
  get taken(): number {
    return this.#taken;
  }

  /** Sets the next customer's choice, once the terminal is idle. `held`: the customer waits for `release`. */
  async expect(choice: CustomerChoice, held: boolean): Promise<void> {
    if (!(await becomesTrue(() => this.#terminal.idle, 2000))) this.#terminal.reboot();
    this.#held = held;
    this.#terminal.setNextScript(scriptOf(choice));
  }

  /** The customer decides now, and later customers decide at once. */
  release(): void {
    this.#held = false;
    this.#customer?.();
  }

  /** Calls back at the moment when the terminal charges, before any page has its answer. */
  atNextCharge(callback: () => void): void {
    this.#atCharge = callback;
  }

  unplug(): void {
    if (!this.#plugged) return;
    this.#plugged = false;
    const holder = this.#holder;
    this.#holder = undefined;
    holder?.life.run(() => holder.onEvent({ kind: 'closed', reason: 'the cable is out' }));
  }

  plug(): void {
    if (this.#plugged) return;
    this.#plugged = true;
    const watchers = [...this.#watchers];
    // Each browser opens the port as soon as the port is there: the quicker browser gets it.
    for (const watcher of this.chance.happens(0.5) ? watchers : watchers.reverse()) watcher();
  }

  /** `sending` names the payment whose frame goes out. */
  linkOf(life: PageLife, sending: () => string | undefined): TerminalLink {
    life.onDeath(() => {
      if (this.#holder?.life === life) this.#holder = undefined;
    });
    return {
      kind: 'simulated',
      simulated: true,
      open: async (onEvent) => {
        if (!this.#plugged) return { ok: false, failure: 'away', detail: 'the cable is out' };
        if (this.#holder) return { ok: false, failure: 'in-use', detail: 'another browser has the port' };
        const holder: Holder = { life, onEvent };
        this.#holder = holder;
        return { ok: true, line: this.#lineOf(holder, sending), description: 'the terminal' };
      },
      onChange: (listener) => {
        const watcher = () => life.run(listener);
        this.#watchers.add(watcher);
        return () => this.#watchers.delete(watcher);
      },
    };
  }

  #lineOf(holder: Holder, sending: () => string | undefined) {
    return {
      send: async (bytes: Uint8Array) => {
        if (this.#holder !== holder) throw new Error('the line is closed');
        this.#sending = sending();
        this.#terminal.hear(bytes, this.#sending);
      },
      close: async () => {
        if (this.#holder !== holder) return;
        this.#holder = undefined;
        holder.onEvent({ kind: 'closed', reason: 'closed' });
      },
    };
  }

  #speak(bytes: Uint8Array): void {
    const holder = this.#holder;
    queueMicrotask(() => holder?.life.run(() => holder.onEvent({ kind: 'bytes', bytes })));
  }

  #beginCustomer(callback: () => void): () => void {
    this.#taken += 1;
    this.timeline.taken(this.#sending);
    let stop = () => {};
    const decide = () => {
      if (this.#customer !== decide) return;
      this.#customer = undefined;
      callback();
    };
    this.#customer = decide;
    if (!this.#held) {
      const timer = setTimeout(decide, quickMs);
      stop = () => clearTimeout(timer);
    }
    return () => {
      stop();
      if (this.#customer === decide) this.#customer = undefined;
    };
  }

  #count(): void {
    const { charges } = this.#terminal;
    for (; this.#counted < charges.length; this.#counted++) {
      const line = charges[this.#counted];
      if (!line || !movedMoney(line)) {
        this.timeline.note(`  the customer: ${line?.verdict} ${line?.amountMinor}`);
        continue;
      }
      this.timeline.charged(line.paymentId, line.amountMinor);
      const atCharge = this.#atCharge;
      this.#atCharge = () => {};
      atCharge();
    }
  }
}
