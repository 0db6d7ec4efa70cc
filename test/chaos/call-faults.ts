import type { Chance } from './seeded-chance.ts';

/** The faults of a terminal on TCP. Several at once are possible and rare. */
export interface CallFaults {
  /** The terminal accepts no connection for this time after the payment began. */
  readonly refusedMs?: number;
  readonly slowOpenMs?: number;
  /**
   * The connection is lost. `part`: how much of the request the terminal got, 0 to 1, where it is lost `during` the
   * sending.
   */
  readonly lost?: {
    readonly when: 'before' | 'during' | 'after';
    readonly ms: number;
    readonly part: number;
  };
  /** The connection accepts the whole request, but the terminal gets a part; then it closes, or stays silent. */
  readonly half?: { readonly part: number; readonly closesMs?: number };
  /** The connection confirms the request only after this time. */
  readonly takenMs?: number;
  /** The answer stops at this position, as a part of its length, 0 to 1. */
  readonly cut?: { readonly place: number; readonly end: 'close' | 'silence' };
  /** The answer comes in pieces cut at these positions, with these pauses in turn. */
  readonly segments?: { readonly places: readonly number[]; readonly pausesMs: readonly number[] };
  /** The terminal sends the same bytes again after this time. */
  readonly doubledMs?: number;
  readonly rubbish?: { readonly text: string; readonly ms: number };
  readonly flip?: { readonly place: number; readonly bit: number };
}

export const cleanCall: CallFaults = {};

/** Pauses below and above both limits: 300 ms after a complete answer, 3 s after an incomplete one. */
const pauses = [1, 40, 250, 310, 900, 2900, 3100, 8000] as const;

const rubbish = [
  '\r\n',
  '\u0000\u0000',
  '\u0004',
  'HTTP/1.1 400 Bad Request\r\n',
  'CZ',
  'XX0041234',
  'ZZ999',
  'AA0194711690463168807   ',
  'AE00210',
  'AE00201AF00206',
  'CB003001',
] as const;

const somePart = (chance: Chance): number => chance.pick([0, 1, chance.draw(), chance.draw(), chance.draw()]);

function someSegments(chance: Chance): NonNullable<CallFaults['segments']> {
  const pieces = chance.between(1, 20);
  const places = Array.from({ length: pieces - 1 }, () => chance.draw()).sort((a, b) => a - b);
  const slowest = chance.pick([3, 4, 6, 8]);
  return { places, pausesMs: places.map(() => pauses[chance.between(0, slowest - 1)] ?? 1) };
}

/** A random fault, with its name in the report. */
export function someCallFault(chance: Chance): [string, CallFaults] {
  switch (
    chance.pick([
      'refused',
      'slow-open',
      'lost',
      'lost',
      'lost',
      'half',
      'taken',
      'cut',
      'cut',
      'segments',
      'segments',
      'segments',
      'doubled',
      'rubbish',
      'flip',
    ] as const)
  ) {
    case 'refused':
      return ['call refused', { refusedMs: chance.pick([1, 300, 4000, 40_000]) }];
    case 'slow-open':
      return ['call opens slowly', { slowOpenMs: chance.pick([200, 3000, 7000, 12_000]) }];
    case 'lost': {
      const when = chance.pick(['before', 'during', 'during', 'after', 'after'] as const);
      const ms = when === 'after' ? chance.pick([0, 20, 600, 4000, 30_000]) : chance.between(0, 30);
      return [`call lost ${when} sending`, { lost: { when, ms, part: somePart(chance) } }];
    }
    case 'half': {
      const closes = chance.happens(0.5) && { closesMs: chance.pick([0, 100, 5000]) };
      return ['call takes a part', { half: { part: somePart(chance), ...closes } }];
    }
    case 'taken':
      return ['call takes slowly', { takenMs: chance.pick([100, 2000, 20_000]) }];
    case 'cut': {
      const end = chance.pick(['close', 'silence'] as const);
      const segments = chance.happens(0.3) && { segments: someSegments(chance) };
      return [`call cut, then ${end}`, { cut: { place: chance.draw(), end }, ...segments }];
    }
    case 'segments':
      return ['call in segments', { segments: someSegments(chance) }];
    case 'doubled':
      return ['call doubles the answer', { doubledMs: chance.pick([0, 100, 290, 400]) }];
    case 'rubbish':
      return [
        'call with rubbish behind',
        { rubbish: { text: chance.pick(rubbish), ms: chance.pick([0, 50, 290]) } },
      ];
    case 'flip':
      // Rare, because TCP and the network below it have checksums.
      return chance.happens(0.3)
        ? ['call flips a bit', { flip: { place: chance.draw(), bit: chance.between(0, 7) } }]
        : ['call in segments', { segments: someSegments(chance) }];
  }
}
