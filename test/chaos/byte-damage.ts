import type { ByteFault, Direction } from './line-faults.ts';

export const hex = (bytes: Iterable<number>): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');

/** Applies each byte fault of a line once. */
export class ByteDamage {
  #spent = new Set<ByteFault>();

  constructor(
    private readonly faults: readonly ByteFault[],
    private readonly note: (text: string) => void,
  ) {}

  /** A transmission after its faults; undefined if no byte is left. */
  of(direction: Direction, transmission: number, bytes: Uint8Array): Uint8Array | undefined {
    let list = [...bytes];
    for (const fault of this.faults) {
      const isMeant = fault.direction === direction && fault.transmission === transmission;
      if (!isMeant || this.#spent.has(fault) || list.length === 0) continue;
      this.#spent.add(fault);
      const at = Math.floor(fault.place * list.length);
      const damaged = damageByte(list, at, fault);
      if (isUndetectable(damaged, bytes)) {
        this.note(`${direction}: ${fault.kind} at ${at} is left out, the frame's check would not find it`);
        continue;
      }
      list = damaged;
      this.note(`${direction}: ${fault.kind} at ${at}, ${hex(bytes)} becomes ${hex(list)}`);
    }
    return list.length > 0 ? Uint8Array.from(list) : undefined;
  }
}

const STX = 2;
const ETX = 3;

/** The bodies of all frames with a right LRC, at any position. */
const goodBodies = (list: readonly number[]): string[] =>
  list.flatMap((byte, start) => {
    const end = list.indexOf(ETX, start);
    if (byte !== STX || end < 0) return [];
    const check = list.slice(start + 1, end + 1).reduce((sum, each) => sum ^ each, 0);
    return check === list[end + 1] ? [hex(list.slice(start + 1, end))] : [];
  });

/**
 * True if the damage gives a frame with a right LRC and other content. An LRC is one byte: it misses two flips of the same
 * bit, and a false ETX before a byte that happens to fit. No till can detect this, so the campaign leaves it out.
 */
function isUndetectable(damaged: readonly number[], original: Uint8Array): boolean {
  const isMeant = goodBodies([...original]);
  return goodBodies(damaged).some((body) => !isMeant.includes(body));
}

function damageByte(list: number[], at: number, { kind, bit }: ByteFault): number[] {
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
