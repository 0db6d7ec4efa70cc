import type { Chance } from '../seeded-chance.ts';
import type { CustomerChoice } from './edge-terminal.ts';
import { type Sloppy, sloppyWays } from './raw-till.ts';

/** What happens while no payment runs. */
export const idleEvents = [
  'switch-browser',
  'open-other-browser',
  'reload',
  'close-pages',
  'copy-profile',
  'restore-profile',
  'wipe-profile',
  'hipay-down',
  'hipay-up',
  'restart-sidecar',
  'a-day-passes',
  'unplug',
  'plug',
  'wrong-passwords',
] as const;
export type IdleEvent = (typeof idleEvents)[number];

/** What happens while the customer pays. */
export const payingEvents = [
  'page-reloads',
  'page-dies-other-opens',
  'page-dies',
  'page-dies-at-the-charge',
  'page-hangs-a-while',
  'page-hangs',
  'stop',
  'repeat-beside',
  'repeat-with-wrong-password',
  'repeat-with-other-amount',
  'till-leaves',
  'till-leaves-hung-page',
  'other-browser-opens',
  'hipay-down',
  'cable-out',
  'other-till',
] as const;
export type PayingEvent = (typeof payingEvents)[number];

export type TillKind = 'rest' | 'rest-no-number' | 'web-sidecar' | 'web-window';
export type Repeat = 'post' | 'get' | 'wrong-password';

export interface Round {
  readonly customer: CustomerChoice;
  readonly sloppy: Sloppy;
  readonly paying?: PayingEvent | undefined;
  /** Events after this round's answer and before the next round. */
  readonly between: readonly IdleEvent[];
}

/** The seeded plan of one sale: how its customer and its till behave, and the events around it. */
export interface SalePlan {
  readonly number: number;
  readonly recipe: string;
  readonly amountMinor: number;
  readonly till: TillKind;
  /** True: after "not charged" the till sends the same number again; false: its next number. */
  readonly keepsNumber: boolean;
  /** The first number is that of an earlier sale, for another amount or for the same amount. */
  readonly reuses?: 'number' | 'number-and-amount' | undefined;
  readonly before: readonly IdleEvent[];
  readonly rounds: readonly Round[];
  readonly after: readonly IdleEvent[];
  /** The till asks again about a sale that has ended. */
  readonly repeats: readonly Repeat[];
}

export const plainRound: Round = { customer: 'pays', sloppy: 'clean', between: [] };

type Draft = Partial<Omit<SalePlan, 'number' | 'amountMinor' | 'recipe'>>;

const refusedFirst = (
  chance: Chance,
  between: readonly IdleEvent[],
  second: Partial<Round> = {},
): Round[] => [
  { ...plainRound, customer: chance.pick(['declines', 'cancels']), between },
  { ...plainRound, ...second },
];
const someRepeats = (chance: Chance): Repeat[] =>
  chance.pick<Repeat[]>([['post'], ['get', 'post'], ['post', 'post'], ['wrong-password', 'post']]);

/** Variations of cases that once failed: chance changes the details. */
const recipes: Readonly<Record<string, (chance: Chance) => Draft>> = {
  'sloppy socket': (chance) => ({
    rounds: [
      {
        ...plainRound,
        sloppy: chance.pick([
          'surplus-byte',
          'surplus-blank-later',
          'surplus-half-request',
          'pipelined-version',
          'half-close',
        ]),
      },
    ],
  }),
  'stop in a payment': (chance) => ({
    rounds: [{ ...plainRound, paying: 'stop' }],
    repeats: someRepeats(chance),
  }),
  'refused before a look': (chance) => ({
    after: ['restart-sidecar', 'wrong-passwords'],
    repeats: someRepeats(chance),
  }),
  'two journals': (chance) => ({
    keepsNumber: true,
    rounds: refusedFirst(chance, ['switch-browser']),
    after: ['switch-browser'],
    repeats: someRepeats(chance),
  }),
  'in doubt elsewhere': (chance) => ({
    keepsNumber: true,
    rounds: refusedFirst(chance, ['switch-browser'], { paying: chance.pick(['cable-out', 'page-dies']) }),
    after: chance.pick<IdleEvent[]>([
      ['switch-browser'],
      ['switch-browser', 'wipe-profile'],
      ['close-pages'],
    ]),
    repeats: someRepeats(chance),
  }),
  'not sent here, paid there': (chance) => ({
    keepsNumber: true,
    before: ['unplug'],
    rounds: [
      { ...plainRound, between: ['open-other-browser', 'plug'] },
      { ...plainRound, paying: chance.pick(['page-dies', 'page-dies-at-the-charge']) },
    ],
    repeats: someRepeats(chance),
  }),
  'old copy of a profile': (chance) => ({
    keepsNumber: true,
    rounds: refusedFirst(chance, ['copy-profile']),
    after: ['restore-profile'],
    repeats: someRepeats(chance),
  }),
  'storage lost with notifications': (chance) => ({
    before: ['hipay-down'],
    after: ['wipe-profile', ...(chance.happens(0.5) ? (['hipay-up'] as const) : [])],
    repeats: chance.happens(0.5) ? someRepeats(chance) : [],
  }),
  // A page that hangs for good costs many seconds.
  'page hangs': (chance) => ({
    rounds: [{ ...plainRound, paying: chance.happens(0.25) ? 'page-hangs' : 'till-leaves-hung-page' }],
  }),
  'web till loses the connector': (chance) => ({
    till: chance.pick(['web-sidecar', 'web-window']),
    rounds: [{ ...plainRound, paying: chance.pick(['page-dies', 'page-reloads', 'stop']) }],
  }),
  'no number, answer lost': (chance) => ({
    till: 'rest-no-number',
    rounds: [
      { ...plainRound, paying: chance.pick(['till-leaves', 'page-reloads', 'page-dies-at-the-charge']) },
    ],
  }),
  'number used again': () => ({ reuses: 'number' }),
  'numbers begin again each day': () => ({ reuses: 'number-and-amount', before: ['a-day-passes'] }),
};

const recipeNames = Object.keys(recipes) as [string, ...string[]];

const fewEvents = <Each>(chance: Chance, choices: readonly [Each, ...Each[]], share: number): Each[] =>
  [0.6, 0.3].flatMap((part) => (chance.happens(share * part) ? [chance.pick(choices)] : []));

/** A random event while the customer pays. Events that take seconds are rare. */
const somePaying = (chance: Chance): PayingEvent | undefined => {
  if (!chance.happens(0.45)) return undefined;
  const event = chance.pick(payingEvents);
  return event === 'page-hangs' && chance.happens(0.8) ? 'page-hangs-a-while' : event;
};

const someRound = (chance: Chance): Round => ({
  customer: chance.happens(0.75) ? 'pays' : chance.pick(['declines', 'cancels']),
  sloppy: chance.happens(0.6) ? 'clean' : chance.pick(sloppyWays),
  paying: somePaying(chance),
  between: fewEvents(chance, idleEvents, 0.8),
});

const someDraft = (chance: Chance): Draft => ({
  keepsNumber: chance.happens(0.5),
  reuses: chance.happens(0.05) ? 'number' : undefined,
  before: fewEvents(chance, idleEvents, 0.7),
  rounds: [someRound(chance), someRound(chance)],
  after: fewEvents(chance, idleEvents, 0.8),
  repeats: chance.happens(0.5) ? someRepeats(chance) : [],
});

const someTill = (chance: Chance): TillKind =>
  chance.happens(0.65) ? 'rest' : chance.pick(['rest-no-number', 'web-sidecar', 'web-window']);

/** `place`: the number of the sale in its shop; it makes the amount unique there. */
export function planSale(number: number, place: number, chance: Chance): SalePlan {
  const recipe = chance.happens(0.55) ? chance.pick(recipeNames) : 'anything';
  const draft = recipes[recipe]?.(chance) ?? { till: someTill(chance), ...someDraft(chance) };
  return {
    number,
    recipe,
    amountMinor: 1000 + 10 * place,
    till: 'rest',
    keepsNumber: false,
    before: [],
    rounds: [plainRound],
    after: [],
    repeats: [],
    ...draft,
  };
}
