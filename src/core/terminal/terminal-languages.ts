import type { Operation, PaymentMeans } from './dialect.ts';

type Language = 'concert-v2-e+' | 'concert-v2-e' | 'caisse-ap-v3';
type Offers = Readonly<Record<Operation, readonly PaymentMeans[]>>;

const cardOnly = ['card'] as const;
const any = ['card', 'cheque'] as const;

const concert: Offers = {
  debit: any,
  credit: any,
  cancellation: any,
  'pre-authorisation': any,
  duplicate: [],
};

const table: Readonly<Record<Language, Offers>> = {
  'concert-v2-e+': concert,
  'concert-v2-e': concert,
  'caisse-ap-v3': {
    debit: any,
    credit: cardOnly,
    cancellation: cardOnly,
    'pre-authorisation': [],
    // The means says nothing here: it tells of the last payment, whatever that was.
    duplicate: any,
  },
};

/** Can a terminal of this language be asked for it? What a screen offers, and no dialect refuses. */
export const offers = (language: Language, operation: Operation, means: PaymentMeans = 'card'): boolean =>
  table[language][operation].includes(means);

/** USB vendor ids of the makers of card terminals: Ingenico (two), Verifone, PAX and its partners. */
export const terminalMakers = [0x0b00, 0x079b, 0x11ca, 0x2fb8];
