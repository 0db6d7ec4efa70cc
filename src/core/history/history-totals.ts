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

const sumOf = (rows: readonly PaymentRow[]): Sum => ({
  count: rows.length,
  minor: rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
});

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

function currencyTotals(currency: CurrencyCode, rows: readonly PaymentRow[]): CurrencyTotals {
  const sorted = rows.map((row) => ({ row, fate: moneyFateOf(row) }));
  const pick = (chosen: (each: (typeof sorted)[number]) => boolean) =>
    sumOf(sorted.filter(chosen).map(({ row }) => row));
  const fates = tableOf(moneyFates, (wanted) => pick(({ fate }) => fate === wanted));
  const ended = (key: OutcomeKey, asked: Asked) =>
    pick(({ row }) => outcomeKeyOf(row) === key && askedOf[row.transactionType] === asked);
  const told = (group: ContractGroup, wanted: MoneyFate) =>
    pick(({ row, fate }) => fate === wanted && contractGroupOf(row) === group);
  return {
    currency,
    fates,
    netMinor: fates.paid.minor - fates.refunded.minor,
    outcomes: tableOf(outcomeKeys, (key) => tableOf(askedKinds, (asked) => ended(key, asked))),
    contracts: tableOf(contractGroups, (group) => ({
      paid: told(group, 'paid'),
      refunded: told(group, 'refunded'),
    })),
  };
}
