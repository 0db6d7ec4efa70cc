import type { Operation, PaymentMeans } from './dialect.ts';

// Only data: settings, screens and the sidecar import this file without the code of the languages (see `dialects.ts`).

type Offers = Readonly<Record<Operation, readonly PaymentMeans[]>>;

export interface LanguageTraits {
  /** Name of the language on the screens. */
  readonly label: string;
  /** Another name that menus of terminals use. */
  readonly alias?: string;
  /** True: the language also works on a network, with one message without a frame for each connection. */
  readonly overNetwork: boolean;
  /** Which settings the language has: those of Concert V2 (the long answer) or those of Caisse-AP (version, tickets). */
  readonly settings: 'concert' | 'caisse-ap';
  /** The payment means that the language accepts for each operation. */
  readonly offers: Offers;
}

const cardOnly = ['card'] as const;
const cardOrCheque = ['card', 'cheque'] as const;

const concertOffers: Offers = {
  debit: cardOrCheque,
  credit: cardOrCheque,
  cancellation: cardOrCheque,
  'pre-authorisation': cardOrCheque,
  duplicate: [],
};

const languages = {
  'concert-v2-e+': {
    label: 'Concert V2 E+',
    overNetwork: false,
    settings: 'concert',
    offers: concertOffers,
  },
  'concert-v2-e': {
    label: 'Concert V2 E',
    overNetwork: false,
    settings: 'concert',
    offers: concertOffers,
  },
  'caisse-ap-v3': {
    label: 'Caisse-AP V3',
    alias: 'Concert V3',
    overNetwork: true,
    settings: 'caisse-ap',
    offers: {
      debit: cardOrCheque,
      credit: cardOnly,
      cancellation: cardOnly,
      'pre-authorisation': [],
      // The means has no effect: a duplicate reports the last payment, of any means.
      duplicate: cardOrCheque,
    },
  },
} as const satisfies Readonly<Record<string, LanguageTraits>>;

/** A language that tills and terminals speak. The name is stored in settings and written in configuration files. */
export type TerminalLanguage = keyof typeof languages;

/** The first one is the default. */
export const terminalLanguages = Object.keys(languages) as [TerminalLanguage, ...TerminalLanguage[]];

export const traitsOf = (language: TerminalLanguage): LanguageTraits => languages[language];

/**
 * The language of terminals on a network. A search also probes in it, because every terminal that knows it answers a
 * request without an amount.
 */
export const networkLanguage = 'caisse-ap-v3' satisfies TerminalLanguage;

/** True if the language has this operation for this means. Screens offer exactly these pairs; no dialect refuses one. */
export const offers = (
  language: TerminalLanguage,
  operation: Operation,
  means: PaymentMeans = 'card',
): boolean => traitsOf(language).offers[operation].includes(means);

/**
 * Result of a search. `concert-v2`: E or E+; a search cannot distinguish them. `unclear`: the terminal took the frame
 * and did not answer; Concert V2 is more likely.
 */
export const foundLanguages = ['caisse-ap-v3', 'concert-v2', 'unclear'] as const;
export type FoundLanguage = (typeof foundLanguages)[number];

/** The language to set after a search. The choice between E and E+ stays; an unclear result changes nothing. */
export function languageAfterSearch(found: FoundLanguage, present: TerminalLanguage): TerminalLanguage {
  if (found === 'caisse-ap-v3') return found;
  return found === 'concert-v2' && traitsOf(present).settings !== 'concert' ? terminalLanguages[0] : present;
}

/** USB vendor ids of makers of card terminals: Ingenico (two), Verifone, PAX and its partners. */
export const terminalMakers = [0x0b00, 0x079b, 0x11ca, 0x2fb8];
