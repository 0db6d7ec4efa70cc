import type { Chance } from './seeded-chance.ts';

export type Direction = 'to-terminal' | 'to-till';

/** Damages one byte of one transmission: drops it, adds one, or flips single bits. */
export interface ByteFault {
  readonly kind: 'drop' | 'duplicate' | 'flip' | 'stray';
  readonly direction: Direction;
  /** Which transmission of the payment, from 0. Most transmissions are control bytes, so most faults hit those. */
  readonly transmission: number;
  /** The position in the transmission, 0 <= x < 1. */
  readonly place: number;
  readonly bit: number;
}

export interface LineFaults {
  readonly bytes: readonly ByteFault[];
  /** How the terminal's bytes arrive. `slow`: one byte every 16 ms, a UART's timer; `glued`: all bytes of 16 ms at once. */
  readonly delivery: 'whole' | 'single-bytes' | 'slow' | 'glued';
  /** From this transmission on, nothing passes in this direction for some time. */
  readonly mute?: { readonly direction: Direction; readonly transmission: number; readonly ms: number };
  /** The cable comes out before this transmission, for this time. The terminal goes on, as it has its own power. */
  readonly unplug?: { readonly transmission: number; readonly ms: number };
  /** Each NAK of the terminal is repeated this many times, once for each period of the UART's timer. */
  readonly nakEchoes?: number;
  /** The terminal sends ENQ, or seems to acknowledge, exactly when we send ENQ. */
  readonly collision?: 'enquiry' | 'enquiry-withdrawn' | 'acknowledge';
}

const line: LineFaults = { bytes: [], delivery: 'whole' };
export const cleanLine = line;

export const someDirection = (chance: Chance): Direction => chance.pick(['to-terminal', 'to-till']);
const someMs = (chance: Chance) => chance.pick([200, 2500, 3500, 9000, 40_000]);

function byteFaults(chance: Chance): ByteFault[] {
  const kind = chance.pick(['drop', 'duplicate', 'flip', 'flip', 'stray'] as const);
  return Array.from({ length: chance.pick([1, 1, 2, 4]) }, () => ({
    kind: chance.happens(0.7) ? kind : chance.pick(['drop', 'duplicate', 'flip', 'stray'] as const),
    direction: someDirection(chance),
    transmission: chance.between(0, 8),
    place: chance.draw(),
    bit: chance.between(0, 7),
  }));
}

/** A random fault, with its name in the report. */
export function someLineFault(chance: Chance): [string, LineFaults] {
  const transmission = chance.between(0, 12);
  switch (
    chance.pick(['bytes', 'bytes', 'bytes', 'delivery', 'mute', 'unplug', 'naks', 'collision'] as const)
  ) {
    case 'bytes': {
      const bytes = byteFaults(chance);
      return [`line ${bytes[0]?.kind} byte`, { ...line, bytes, delivery: someDelivery(chance) }];
    }
    case 'delivery': {
      const delivery = chance.pick(['single-bytes', 'slow', 'glued'] as const);
      return [`line ${delivery}`, { ...line, delivery }];
    }
    case 'mute':
      return [
        'line mute',
        { ...line, mute: { direction: someDirection(chance), transmission, ms: someMs(chance) } },
      ];
    case 'unplug':
      return ['line unplug', { ...line, unplug: { transmission, ms: someMs(chance) } }];
    case 'naks':
      return ['line NAK storm', { ...line, delivery: 'slow', nakEchoes: chance.between(1, 5) }];
    case 'collision': {
      const collision = chance.pick(['enquiry', 'enquiry-withdrawn', 'acknowledge'] as const);
      return [`line collision ${collision}`, { ...line, collision }];
    }
  }
}

const someDelivery = (chance: Chance) =>
  chance.pick(['whole', 'whole', 'single-bytes', 'slow', 'glued'] as const);
