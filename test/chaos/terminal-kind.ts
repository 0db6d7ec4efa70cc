import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';
import type { SettingsInput } from '../../src/core/settings/settings.ts';
import type { Chance } from './seeded-chance.ts';

/** The kind of a shop's terminal: its language and its link. */
export const terminalKinds = ['concert', 'v3-line', 'v3-calls'] as const;
export type TerminalKind = (typeof terminalKinds)[number];

export const someKind = (chance: Chance): TerminalKind => chance.pick(terminalKinds);

export function terminalSettings(kind: TerminalKind, chance: Chance): SettingsInput['terminal'] {
  if (kind === 'concert')
    return {
      longAnswer: chance.happens(0.3),
      privateDigits: chance.happens(0.5),
      language: chance.pick(['concert-v2-e+', 'concert-v2-e+', 'concert-v2-e']),
    };
  return {
    language: 'caisse-ap-v3',
    // Tickets are requested from version 0310 on.
    caisseAp: { version: chance.pick(['0300', '0310', '0320', '0320']) },
    ...(kind === 'v3-calls' && { link: 'tcp', tcp: { host: '127.0.0.1' } }),
  };
}

/** The amount in a request on the wire. */
export function amountOnWire(kind: TerminalKind, { request }: PaymentRecord): string {
  const digits = String(request.amountMinor);
  if (kind === 'concert') return digits.padStart(8, '0');
  const value = digits.padStart(2, '0');
  return `CB${String(value.length).padStart(3, '0')}${value}`;
}
