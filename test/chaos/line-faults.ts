import type { Chance } from './seeded-chance.ts';

export type Direction = 'to-terminal' | 'to-till';

/** One byte of one transmission is hurt. Single bits only: what a line does to a byte. */
export interface ByteFault {
  readonly kind: 'drop' | 'duplicate' | 'flip' | 'stray';
  readonly direction: Direction;
  /** Which transmission of the payment, from 0. Most are control bytes, so most hits are on those. */
  readonly transmission: number;
  /** Where in it, 0 <= x < 1. */
  readonly place: number;
  readonly bit: number;
}

export interface LineFaults {
  readonly bytes: readonly ByteFault[];
  /** How the terminal's bytes arrive. `slow`: one a UART's 16 ms timer; `glued`: what came within 16 ms, at once. */
  readonly delivery: 'whole' | 'single-bytes' | 'slow' | 'glued';
  /** Nothing passes in this direction for a while, from this transmission on. */
  readonly mute?: { readonly direction: Direction; readonly transmission: number; readonly ms: number };
  /** The cable comes out before this transmission, for so long; a terminal with its own power goes on. */
  readonly unplug?: { readonly transmission: number; readonly ms: number };
  /** Each NAK of the terminal comes so many times more, one a UART's timer. */
  readonly nakEchoes?: number;
  /** The terminal calls, or seems to acknowledge, exactly as we call it. */
  readonly collision?: 'enquiry' | 'enquiry-withdrawn' | 'acknowledge';
}

const line: LineFaults = { bytes: [], delivery: 'whole' };
export const cleanLine = line;

export const someDirection = (chance: Chance): Direction => chance.pick(['to-terminal', 'to-till']);
const aWhile = (chance: Chance) => chance.pick([200, 2500, 3500, 9000, 40_000]);

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

/** Its name for the count, and the fault. */
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
        { ...line, mute: { direction: someDirection(chance), transmission, ms: aWhile(chance) } },
      ];
    case 'unplug':
      return ['line unplug', { ...line, unplug: { transmission, ms: aWhile(chance) } }];
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
