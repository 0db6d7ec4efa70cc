import type { PaymentRow } from '../connector-api/snapshot.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { TransactionType } from '../payment/payment-request.ts';
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

const add = (sum: Adding, { amountMinor }: PaymentRow, times: 1 | -1): void => {
  sum.count += times;
  sum.minor += times * amountMinor;
};

const tableOf = <Key extends string, Value>(keys: readonly Key[], value: (key: Key) => Value) =>
  Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<Key, Value>;

/** One currency, while it is added up. */
class CurrencySums {
  count = 0;
  notificationsPending = 0;
  readonly #fates = tableOf(moneyFates, nothing);
  readonly #outcomes = tableOf(outcomeKeys, () => tableOf(askedKinds, nothing));
  readonly #contracts = tableOf(contractGroups, () => ({ paid: nothing(), refunded: nothing() }));

  constructor(private readonly currency: CurrencyCode) {}

  add(row: PaymentRow, times: 1 | -1): void {
    const fate = moneyFateOf(row);
    const asked = askedOf[row.transactionType];
    this.count += times;
    this.notificationsPending += times * row.notification.pending;
    add(this.#fates[fate], row, times);
    if (asked) add(this.#outcomes[outcomeKeyOf(row)][asked], row, times);
    if (fate === 'paid' || fate === 'refunded') add(this.#contracts[contractGroupOf(row)][fate], row, times);
  }

  /** As it is now: what is added later does not change what was given out. */
  totals(): CurrencyTotals {
    const [fates, outcomes, contracts] = [this.#fates, this.#outcomes, this.#contracts];
    return {
      currency: this.currency,
      fates: tableOf(moneyFates, (fate) => ({ ...fates[fate] })),
      netMinor: fates.paid.minor - fates.refunded.minor,
      outcomes: tableOf(outcomeKeys, (key) => tableOf(askedKinds, (asked) => ({ ...outcomes[key][asked] }))),
      contracts: tableOf(contractGroups, (group) => ({
        paid: { ...contracts[group].paid },
        refunded: { ...contracts[group].refunded },
      })),
    };
  }
}

/**
 * The sums of payments, kept while they come: a year has 100,000, and adding them all up anew with each page would hold
 * the screen. Minor units are whole numbers, so what is taken out again leaves no trace.
 */
export class RunningTotals {
  readonly #all = new Map<CurrencyCode, CurrencySums>();
  readonly #money = new Map<CurrencyCode, CurrencySums>();

  add(row: PaymentRow): void {
    this.#put(row, 1);
  }

  /** Exactly as it was added. */
  remove(row: PaymentRow): void {
    this.#put(row, -1);
  }

  get simulated(): number {
    return countOf(this.#all) - countOf(this.#money);
  }

  /** Simulated payments are no money: they are left out unless somebody wants to see them added up. */
  totals(withSimulated = false): HistoryTotals {
    const books = withSimulated ? this.#all : this.#money;
    const used = [...books].filter(([, { count }]) => count > 0).sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      count: countOf(books),
      simulatedLeftOut: withSimulated ? 0 : this.simulated,
      currencies: used.map(([, book]) => book.totals()),
      notificationsPending: used.reduce((sum, [, book]) => sum + book.notificationsPending, 0),
    };
  }

  #put(row: PaymentRow, times: 1 | -1): void {
    for (const books of row.simulated ? [this.#all] : [this.#all, this.#money]) {
      const book = books.get(row.currency) ?? new CurrencySums(row.currency);
      books.set(row.currency, book);
      book.add(row, times);
    }
  }
}

const countOf = (books: ReadonlyMap<CurrencyCode, CurrencySums>): number =>
  [...books.values()].reduce((sum, { count }) => sum + count, 0);

/** From new to old; two of one millisecond stand as the journal's pages have them. */
const isBefore = (a: PaymentRow, b: PaymentRow): boolean =>
  a.createdAt > b.createdAt || (a.createdAt === b.createdAt && a.paymentId > b.paymentId);

/**
 * Payments as they come, in pages and one by one: each stands once, as it was known last, in its place and in the sums.
 * A row costs the same whether it is the first or the hundred thousandth.
 */
export class CollectedPayments {
  readonly #known = new Map<string, PaymentRow>();
  readonly #ordered: PaymentRow[] = [];
  readonly #sums = new RunningTotals();
  #given: readonly PaymentRow[] | undefined;

  take(row: PaymentRow): void {
    const known = this.#known.get(row.paymentId);
    if (known === row) return;
    if (known) this.#sums.remove(known);
    const stays = known?.createdAt === row.createdAt;
    if (known && !stays) this.#ordered.splice(this.#placeOf(known), 1);
    this.#ordered.splice(this.#placeOf(row), stays ? 1 : 0, row);
    this.#sums.add(row);
    this.#known.set(row.paymentId, row);
    this.#given = undefined;
  }

  /** Newest first; the same list until something changes. */
  get rows(): readonly PaymentRow[] {
    this.#given ??= [...this.#ordered];
    return this.#given;
  }

  get simulated(): number {
    return this.#sums.simulated;
  }

  totals(withSimulated: boolean): HistoryTotals {
    return this.#sums.totals(withSimulated);
  }

  #placeOf(row: PaymentRow): number {
    let [low, high] = [0, this.#ordered.length];
    // What is read page by page comes at the end.
    const last = this.#ordered.at(-1);
    if (last && isBefore(last, row)) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = this.#ordered[middle];
      if (there && isBefore(there, row)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
