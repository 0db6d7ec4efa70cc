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
      const hurt = hurtByte(list, at, fault);
      if (passesCheck(hurt, bytes)) {
        this.note(`${direction}: ${fault.kind} at ${at} is left out, the frame's check would not find it`);
        continue;
      }
      list = hurt;
      this.note(`${direction}: ${fault.kind} at ${at}, ${hex(bytes)} becomes ${hex(list)}`);
    }
    return list.length > 0 ? Uint8Array.from(list) : undefined;
  }
}

const STX = 2;
const ETX = 3;

/** The bodies of all frames whose LRC is right, wherever they begin. */
const goodBodies = (list: readonly number[]): string[] =>
  list.flatMap((byte, start) => {
    const end = list.indexOf(ETX, start);
    if (byte !== STX || end < 0) return [];
    const check = list.slice(start + 1, end + 1).reduce((sum, each) => sum ^ each, 0);
    return check === list[end + 1] ? [hex(list.slice(start + 1, end))] : [];
  });

/**
 * An LRC is one byte: two flips of the same bit pass it, and so does an ETX that comes about where the next byte happens
 * to be right. No till can find that; what such bytes mean is no question of this campaign.
 */
function passesCheck(hurt: readonly number[], sound: Uint8Array): boolean {
  const meant = goodBodies([...sound]);
  return goodBodies(hurt).some((body) => !meant.includes(body));
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
