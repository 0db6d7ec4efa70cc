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
    // The means has no effect: a duplicate reports the last payment, of any means.
    duplicate: any,
  },
};

/** True if the language has this operation for this means. Screens offer exactly these, and no dialect refuses them. */
export const offers = (language: Language, operation: Operation, means: PaymentMeans = 'card'): boolean =>
  table[language][operation].includes(means);

/** USB vendor ids of makers of card terminals: Ingenico (two), Verifone, PAX and its partners. */
export const terminalMakers = [0x0b00, 0x079b, 0x11ca, 0x2fb8];
