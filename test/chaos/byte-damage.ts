import type { ByteFault, Direction } from './line-faults.ts';

export const hex = (bytes: Iterable<number>): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');

/** The bytes that a line hurts, each fault once. */
export class ByteDamage {
  #spent = new Set<ByteFault>();

  constructor(
    private readonly faults: readonly ByteFault[],
    private readonly note: (text: string) => void,
  ) {}

  /** What is left of a transmission; undefined where nothing is. */
  of(direction: Direction, transmission: number, bytes: Uint8Array): Uint8Array | undefined {
    let list = [...bytes];
    for (const fault of this.faults) {
      const meant = fault.direction === direction && fault.transmission === transmission;
      if (!meant || this.#spent.has(fault) || list.length === 0) continue;
      this.#spent.add(fault);
      const at = Math.floor(fault.place * list.length);
      list = hurtByte(list, at, fault);
      this.note(`${direction}: ${fault.kind} at ${at}, ${hex(bytes)} becomes ${hex(list)}`);
    }
    return list.length > 0 ? Uint8Array.from(list) : undefined;
  }
}

function hurtByte(list: number[], at: number, { kind, bit }: ByteFault): number[] {
  const byte = list[at] ?? 0;
  switch (kind) {
    case 'drop':
      return list.toSpliced(at, 1);
    case 'duplicate':
      return list.toSpliced(at, 0, byte);
    case 'flip':
      return list.with(Math.min(at, list.length - 1), byte ^ (1 << bit));
    case 'stray':
      return list.toSpliced(at, 0, 0x80 | (bit * 17));
  }
}
