import type { LinkEvent, LinkOpening, TerminalLink } from '../../src/core/ports/terminal-link.ts';
import type { Life } from './life.ts';
import { LineDamage } from './line-damage.ts';
import { cleanLine, type Direction, type LineFaults } from './line-faults.ts';
import type { Chance } from './seeded-chance.ts';
import type { WorldClock } from './world-clock.ts';

export interface CableEnds {
  /** Bytes that reach the terminal. */
  toTerminal(bytes: Uint8Array): void;
  /** Bytes that the till sends, before any fault. */
  onSend(bytes: Uint8Array): void;
  /** Bytes that reach the till. */
  toTill(bytes: Uint8Array): void;
  /** Called for each transmission; may kill the connector at this moment. */
  onTransmission(direction: Direction, transmission: number): void;
  note(text: string): void;
}

const ENQ = 5;
const ACK = 6;
const EOT = 4;
const NAK = 0x15;
const uartTimerMs = 16;

/** The line between the till and the terminal, with its faults. */
export class Cable {
  plugged = true;
  #faults: LineFaults = cleanLine;
  readonly #damage: LineDamage;
  #freeAt: Record<Direction, number> = { 'to-terminal': 0, 'to-till': 0 };
  #collided = false;
  #open: { life: Life; tell: (event: LinkEvent) => void } | undefined;
  #watchers = new Set<() => void>();

  constructor(
    private readonly world: WorldClock,
    private readonly chance: Chance,
    private readonly ends: CableEnds,
  ) {
    this.#damage = new LineDamage({
      now: world.monotonic,
      plugged: () => this.plugged,
      unplug: (ms) => this.unplug(ms),
      onTransmission: ends.onTransmission,
      note: ends.note,
    });
  }

  /** Sets the faults of the next payment; earlier faults end. */
  setFaults(faults: LineFaults): void {
    this.#faults = faults;
    this.#damage.setFaults(faults);
    this.#collided = false;
  }

  linkOf(life: Life): TerminalLink {
    life.onDeath(() => {
      if (this.#open?.life === life) this.#open = undefined;
    });
    return {
      kind: 'web-serial',
      simulated: true,
      open: (onEvent) => life.through(() => this.#openFor(life, onEvent)),
      onChange: (listener) => {
        const notify = () => life.alive && listener();
        this.#watchers.add(notify);
        life.onDeath(() => this.#watchers.delete(notify));
        return () => void this.#watchers.delete(notify);
      },
    };
  }

  async #openFor(life: Life, onEvent: (event: LinkEvent) => void): Promise<LinkOpening> {
    await this.world.sleep(this.chance.between(1, 20));
    if (!this.plugged) return { ok: false, failure: 'away', detail: 'unplugged' };
    const opened = { life, tell: (event: LinkEvent) => void (life.alive && onEvent(event)) };
    this.#open = opened;
    const line = {
      send: (bytes: Uint8Array) => life.through(async () => this.#fromTill(opened, bytes)),
      close: () =>
        life.through(async () => {
          if (this.#open === opened) this.#open = undefined;
        }),
    };
    return { ok: true, line, description: 'chaos line' };
  }

  unplug(ms: number): void {
    if (!this.plugged) return;
    this.plugged = false;
    this.ends.note(`unplugged for ${ms} ms`);
    const open = this.#open;
    this.#open = undefined;
    open?.tell({ kind: 'closed', reason: 'unplugged' });
    this.world.after(ms, () => this.plug());
  }

  plug(): void {
    if (this.plugged) return;
    this.plugged = true;
    this.ends.note('plugged');
    // A browser does not always send the event.
    if (this.chance.happens(0.7)) for (const notify of [...this.#watchers]) notify();
  }

  #fromTill(from: unknown, bytes: Uint8Array): void {
    if (from !== this.#open) throw new DOMException('the device has been lost', 'NetworkError');
    this.ends.onSend(bytes);
    const damaged = this.#damage.of('to-terminal', bytes);
    if (bytes.length === 1 && bytes[0] === ENQ) this.#collide();
    if (damaged) this.#later('to-terminal', 1, () => this.plugged && this.ends.toTerminal(damaged));
  }

  /** Sends bytes of the terminal. */
  speak(bytes: Uint8Array): void {
    const damaged = this.#damage.of('to-till', bytes);
    if (!damaged) return;
    const tell = (part: Uint8Array) => {
      if (!this.plugged || !this.#open) return this.ends.note('the line is closed: the bytes are lost');
      this.ends.toTill(part);
      this.#open.tell({ kind: 'bytes', bytes: part });
    };
    const { delivery, nakEchoes = 0 } = this.#faults;
    const echoes = bytes.length === 1 && bytes[0] === NAK ? nakEchoes : 0;
    for (let echo = 0; echo < echoes; echo++)
      this.#later('to-till', uartTimerMs, () => tell(Uint8Array.of(NAK)), uartTimerMs);
    if (delivery === 'whole') this.#later('to-till', 1, () => tell(damaged));
    else if (delivery === 'glued') {
      const tick = uartTimerMs - (this.world.monotonic() % uartTimerMs);
      this.#later('to-till', tick, () => tell(damaged));
    } else {
      const ms = delivery === 'slow' ? uartTimerMs : 1;
      for (const byte of damaged) this.#later('to-till', ms, () => tell(Uint8Array.of(byte)), ms);
    }
  }

  /** Delays `callback`, but never lets a transmission arrive before an earlier one. */
  #later(direction: Direction, ms: number, callback: () => void, gap = 0): void {
    const now = this.world.monotonic();
    this.#freeAt[direction] = Math.max(now + ms, this.#freeAt[direction] + gap);
    this.world.after(this.#freeAt[direction] - now, callback);
  }

  #collide(): void {
    const { collision } = this.#faults;
    if (!collision || this.#collided) return;
    this.#collided = true;
    this.ends.note(`collision: ${collision}`);
    this.speak(Uint8Array.of(collision === 'acknowledge' ? ACK : ENQ));
    if (collision === 'enquiry-withdrawn') this.speak(Uint8Array.of(EOT));
  }
}
