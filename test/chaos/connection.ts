import type { NetworkCall } from '../../src/simulator/terminal/network-twin.ts';
import { answerPieces } from './answer-pieces.ts';
import { type CallFaults, cleanCall } from './call-faults.ts';
import { isIdentification } from './call-rules.ts';
import type { Direction } from './line-faults.ts';
import type { WorldClock } from './world-clock.ts';

export interface ConnectionDeps {
  readonly world: WorldClock;
  readonly faults: CallFaults;
  /** True if the terminal sends its bytes one by one. */
  single(): boolean;
  said(text: string): string | undefined;
  /** Receives the bytes at the till's end. */
  heard(bytes: Uint8Array): void;
  closed(reason: string): void;
  passing(direction: Direction, transmission: number): void;
  note(text: string): void;
}

const textOf = (bytes: Uint8Array) => String.fromCharCode(...bytes).replace(/[^\x20-\x7e]/g, '.');

/** One connection between the till and the terminal, with its faults. */
export class Connection {
  /** The payment whose request it carries. */
  paymentId: string | undefined;
  terminal: NetworkCall | undefined;
  open = true;
  /** True if the other end is gone and the till's end was not notified. */
  #dead = false;
  #faults: CallFaults;
  #answer: number[] = [];
  #freeAt = 0;
  #heard = 0;

  constructor(private readonly deps: ConnectionDeps) {
    this.#faults = deps.faults;
    const { lost } = this.#faults;
    if (lost?.when === 'before') deps.world.after(lost.ms, () => this.break('the connection is lost'));
  }

  /** The till sends its request. */
  async send(bytes: Uint8Array): Promise<void> {
    const { world, said, passing } = this.deps;
    if (!this.open) throw new Error('the connection is closed');
    const text = textOf(bytes);
    if (isIdentification(text)) this.#faults = cleanCall;
    this.paymentId = said(text);
    const { lost, half, takenMs } = this.#faults;
    if (lost?.when === 'during') {
      this.#reach(bytes.slice(0, Math.round(lost.part * bytes.length)));
      await world.sleep(lost.ms);
      // Both the rejected send and the close event report the loss, in either order.
      if (lost.ms % 2 === 0) this.break('broken pipe');
      else world.after(1, () => this.break('broken pipe'));
      throw new Error('broken pipe');
    }
    this.#reach(half ? bytes.slice(0, Math.round(half.part * bytes.length)) : bytes);
    if (half?.closesMs !== undefined) world.after(half.closesMs, () => this.break('reset by the terminal'));
    if (lost?.when === 'after') world.after(lost.ms, () => this.break('the connection is lost'));
    await world.sleep(takenMs ?? 2);
    passing('to-terminal', 1);
    if (!this.open) throw new Error('the connection is closed');
  }

  #reach(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.deps.world.after(1, () => {
      this.deps.note(`till > ${textOf(bytes)}`);
      this.terminal?.hear(bytes);
    });
  }

  /** Collects the terminal's bytes: those of one moment are one answer. */
  speak(bytes: Uint8Array): void {
    if (this.#answer.length === 0) this.deps.world.after(0, () => this.#deliver());
    this.#answer.push(...bytes);
  }

  /** Keeps the order: the end comes after the last byte. */
  hangUp(): void {
    this.#later(0, () => this.break('the terminal hung up'));
  }

  #deliver(): void {
    const { note, single, heard, passing } = this.deps;
    const { pieces, end } = answerPieces(Uint8Array.from(this.#answer), this.#faults, single());
    this.#answer = [];
    for (const { afterMs, bytes } of pieces)
      this.#later(afterMs, () => {
        if (!this.open || this.#dead) return note('the connection is closed: the bytes are lost');
        note(`     < ${textOf(bytes)}`);
        passing('to-till', this.#heard++);
        heard(bytes);
      });
    if (end === 'close') this.#later(1, () => this.break('the connection is lost'));
    if (end === 'silence') this.#later(0, () => this.goSilent());
  }

  #later(ms: number, act: () => void): void {
    const { world } = this.deps;
    this.#freeAt = Math.max(world.monotonic(), this.#freeAt) + ms;
    world.after(this.#freeAt - world.monotonic(), act);
  }

  /** Closes the connection for both ends at once. */
  break(reason: string): void {
    if (!this.open || this.#dead) return;
    this.open = false;
    this.terminal?.gone();
    this.deps.note(`connection closed: ${reason}`);
    this.deps.closed(reason);
  }

  /** Drops all further bytes without closing the till's end. */
  goSilent(): void {
    this.#dead = true;
    this.terminal?.gone();
  }

  /** The till's end closes the connection, or dies. */
  leave(): void {
    if (!this.open) return;
    this.open = false;
    this.terminal?.gone();
  }
}
