import { ByteDamage, hex } from './byte-damage.ts';
import { cleanLine, type Direction, type LineFaults } from './line-faults.ts';

interface DamageDeps {
  now(): number;
  plugged(): boolean;
  unplug(ms: number): void;
  onTransmission(direction: Direction, transmission: number): void;
  note(text: string): void;
}

/** Counts a payment's transmissions, and applies its faults to them. */
export class LineDamage {
  #faults: LineFaults = cleanLine;
  #bytes = new ByteDamage([], () => {});
  #count: Record<Direction, number> = { 'to-terminal': 0, 'to-till': 0 };
  #muteUntil: Record<Direction, number> = { 'to-terminal': 0, 'to-till': 0 };
  #unplugged = false;

  constructor(private readonly deps: DamageDeps) {}

  setFaults(faults: LineFaults): void {
    this.#faults = faults;
    this.#bytes = new ByteDamage(faults.bytes, this.deps.note);
    this.#count = { 'to-terminal': 0, 'to-till': 0 };
    this.#unplugged = false;
  }

  /** A transmission after its faults; undefined if no byte is left. */
  of(direction: Direction, bytes: Uint8Array): Uint8Array | undefined {
    const transmission = this.#count[direction]++;
    const { now, plugged, onTransmission, note } = this.deps;
    onTransmission(direction, transmission);
    this.#pullOut();
    const { mute } = this.#faults;
    if (mute?.direction === direction && mute.transmission === transmission) {
      this.#muteUntil[direction] = now() + mute.ms;
    }
    if (!plugged() || now() < this.#muteUntil[direction]) {
      note(`${direction}: lost ${hex(bytes)}`);
      return undefined;
    }
    return this.#bytes.of(direction, transmission, bytes);
  }

  #pullOut(): void {
    const { unplug } = this.#faults;
    const passed = this.#count['to-till'] + this.#count['to-terminal'];
    if (!unplug || this.#unplugged || passed <= unplug.transmission) return;
    this.#unplugged = true;
    this.deps.unplug(unplug.ms);
  }
}
