import type { CurrencyCode } from '../money/currency.ts';
import type { TransactionType } from '../payment/payment-request.ts';
import type { PaymentRow } from '../relay/snapshot.ts';
import {
  type ContractGroup,
  contractGroupOf,
  contractGroups,
  type MoneyFate,
  moneyFateOf,
  moneyFates,
  type OutcomeKey,
  outcomeKeyOf,
  outcomeKeys,
} from './money-fate.ts';

/** So many payments, and what they come to in minor units. */
export interface Sum {
  readonly count: number;
  readonly minor: number;
}

/** What a payment was meant to do: a duplicate is none of these. */
export const askedKinds = ['sale', 'hold', 'back'] as const;
type Asked = (typeof askedKinds)[number];

const askedOf: Readonly<Record<TransactionType, Asked | undefined>> = {
  Debit: 'sale',
  Authorization: 'hold',
  Credit: 'back',
  Cancel: 'back',
  Duplicate: undefined,
};

/** Money is never added to money of another currency. */
export interface CurrencyTotals {
  readonly currency: CurrencyCode;
  readonly fates: Readonly<Record<MoneyFate, Sum>>;
  /** Paid less refunded, minor units. */
  readonly netMinor: number;
  /** How they ended: sales, reservations and money given back, each apart. */
  readonly outcomes: Readonly<Record<OutcomeKey, Readonly<Record<Asked, Sum>>>>;
  /** What was paid and refunded, by the contract that HiPay is told of. */
  readonly contracts: Readonly<Record<ContractGroup, { readonly paid: Sum; readonly refunded: Sum }>>;
}

export interface HistoryTotals {
  readonly count: number;
  readonly simulatedLeftOut: number;
  /** By the currency's code. */
  readonly currencies: readonly CurrencyTotals[];
  /** Of paid payments: how many notifications HiPay has not taken yet. */
  readonly notificationsPending: number;
}

interface Adding {
  count: number;
  minor: number;
}

const nothing = (): Adding => ({ count: 0, minor: 0 });

const add = (sum: Adding, { amountMinor }: PaymentRow): void => {
  sum.count += 1;
  sum.minor += amountMinor;
};

const tableOf = <Key extends string, Value>(keys: readonly Key[], value: (key: Key) => Value) =>
  Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<Key, Value>;

/** Simulated payments are no money: they are left out unless somebody wants to see them added up. */
export function totalsOf(rows: readonly PaymentRow[], withSimulated = false): HistoryTotals {
  const counted = withSimulated ? rows : rows.filter(({ simulated }) => !simulated);
  const codes = [...new Set(counted.map(({ currency }) => currency))].sort();
  return {
    count: counted.length,
    simulatedLeftOut: rows.length - counted.length,
    currencies: codes.map((code) =>
      currencyTotals(
        code,
        counted.filter(({ currency }) => currency === code),
      ),
    ),
    notificationsPending: counted.reduce((sum, { notification }) => sum + notification.pending, 0),
  };
}

/** In one pass: a year has 100,000 payments. */
function currencyTotals(currency: CurrencyCode, rows: readonly PaymentRow[]): CurrencyTotals {
  const fates = tableOf(moneyFates, nothing);
  const outcomes = tableOf(outcomeKeys, () => tableOf(askedKinds, nothing));
  const contracts = tableOf(contractGroups, () => ({ paid: nothing(), refunded: nothing() }));
  for (const row of rows) {
    const fate = moneyFateOf(row);
    const asked = askedOf[row.transactionType];
    add(fates[fate], row);
    if (asked) add(outcomes[outcomeKeyOf(row)][asked], row);
    if (fate === 'paid' || fate === 'refunded') add(contracts[contractGroupOf(row)][fate], row);
  }
  return { currency, fates, netMinor: fates.paid.minor - fates.refunded.minor, outcomes, contracts };
}
