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
  /** Checks a request of the till and returns its `paymentId`; undefined if it has none. */
  checkRequest(text: string): string | undefined;
  /** Delivers bytes of the terminal to the till. */
  deliver(bytes: Uint8Array): void;
  closed(reason: string): void;
  /** Called for each transmission; may kill the connector at this moment. */
  onTransmission(direction: Direction, transmission: number): void;
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
  #delivered = 0;

  constructor(private readonly deps: ConnectionDeps) {
    this.#faults = deps.faults;
    const { lost } = this.#faults;
    if (lost?.when === 'before') deps.world.after(lost.ms, () => this.break('the connection is lost'));
  }

  /** The till sends its request. */
  async send(bytes: Uint8Array): Promise<void> {
    const { world, checkRequest, onTransmission } = this.deps;
    if (!this.open) throw new Error('the connection is closed');
    const text = textOf(bytes);
    if (isIdentification(text)) this.#faults = cleanCall;
    this.paymentId = checkRequest(text);
    const { lost, half, takenMs } = this.#faults;
    if (lost?.when === 'during') {
      this.#deliverToTerminal(bytes.slice(0, Math.round(lost.part * bytes.length)));
      await world.sleep(lost.ms);
      // Both the rejected send and the close event report the loss, in either order.
      if (lost.ms % 2 === 0) this.break('broken pipe');
      else world.after(1, () => this.break('broken pipe'));
      throw new Error('broken pipe');
    }
    this.#deliverToTerminal(half ? bytes.slice(0, Math.round(half.part * bytes.length)) : bytes);
    if (half?.closesMs !== undefined) world.after(half.closesMs, () => this.break('reset by the terminal'));
    if (lost?.when === 'after') world.after(lost.ms, () => this.break('the connection is lost'));
    await world.sleep(takenMs ?? 2);
    onTransmission('to-terminal', 1);
    if (!this.open) throw new Error('the connection is closed');
  }

  #deliverToTerminal(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.deps.world.after(1, () => {
      this.deps.note(`till > ${textOf(bytes)}`);
      this.terminal?.hear(bytes);
    });
  }

  /** Collects the terminal's bytes: all bytes that the terminal sends at the same time are one answer. */
  speak(bytes: Uint8Array): void {
    if (this.#answer.length === 0) this.deps.world.after(0, () => this.#deliver());
    this.#answer.push(...bytes);
  }

  /** The terminal closes the connection, after its last byte has arrived. */
  hangUp(): void {
    this.#later(0, () => this.break('the terminal hung up'));
  }

  #deliver(): void {
    const { note, single, deliver, onTransmission } = this.deps;
    const { pieces, end } = answerPieces(Uint8Array.from(this.#answer), this.#faults, single());
    this.#answer = [];
    for (const { afterMs, bytes } of pieces)
      this.#later(afterMs, () => {
        if (!this.open || this.#dead) return note('the connection is closed: the bytes are lost');
        note(`     < ${textOf(bytes)}`);
        onTransmission('to-till', this.#delivered++);
        deliver(bytes);
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
    this.terminal?.onTillGone();
    this.deps.note(`connection closed: ${reason}`);
    this.deps.closed(reason);
  }

  /** Drops all further bytes without closing the till's end. */
  goSilent(): void {
    this.#dead = true;
    this.terminal?.onTillGone();
  }

  /** The till's end closes the connection, or dies. */
  leave(): void {
    if (!this.open) return;
    this.open = false;
    this.terminal?.onTillGone();
  }
}
