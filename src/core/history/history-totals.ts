import type { PaymentRow } from '../connector-api/snapshot.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { TransactionType } from '../payment/payment-request.ts';
import {
  type CardGroup,
  cardGroupOf,
  cardGroups,
  type MoneyFate,
  moneyFateOf,
  moneyFates,
  type OutcomeKey,
  outcomeKeyOf,
  outcomeKeys,
} from './money-fate.ts';

/** Number of payments and their sum in minor units. */
export interface Sum {
  readonly count: number;
  readonly minor: number;
}

/** Purposes of a payment: a sale, a reservation (`hold`), or money given back (`back`). A duplicate has none of them. */
export const purposes = ['sale', 'hold', 'back'] as const;
type Purpose = (typeof purposes)[number];

const purposeOf: Readonly<Record<TransactionType, Purpose | undefined>> = {
  Debit: 'sale',
  Authorization: 'hold',
  Credit: 'back',
  Cancel: 'back',
  Duplicate: undefined,
};

/** Totals of one currency. Amounts of different currencies are never added. */
export interface CurrencyTotals {
  readonly currency: CurrencyCode;
  readonly fates: Readonly<Record<MoneyFate, Sum>>;
  /** Paid minus refunded, minor units. */
  readonly netMinor: number;
  /** Payments by outcome, separately for sales, reservations and money given back. */
  readonly outcomes: Readonly<Record<OutcomeKey, Readonly<Record<Purpose, Sum>>>>;
  /** Paid and refunded amounts, by the kind of card. */
  readonly cards: Readonly<Record<CardGroup, { readonly paid: Sum; readonly refunded: Sum }>>;
}

export interface HistoryTotals {
  readonly count: number;
  readonly simulatedLeftOut: number;
  /** Sorted by currency code. */
  readonly currencies: readonly CurrencyTotals[];
}

interface MutableSum {
  count: number;
  minor: number;
}

const emptySum = (): MutableSum => ({ count: 0, minor: 0 });

const add = (sum: MutableSum, { amountMinor }: PaymentRow, sign: 1 | -1): void => {
  sum.count += sign;
  sum.minor += sign * amountMinor;
};

const tableOf = <Key extends string, Value>(keys: readonly Key[], value: (key: Key) => Value) =>
  Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<Key, Value>;

/** The sums of one currency. */
class CurrencySums {
  count = 0;
  readonly #fates = tableOf(moneyFates, emptySum);
  readonly #outcomes = tableOf(outcomeKeys, () => tableOf(purposes, emptySum));
  readonly #cards = tableOf(cardGroups, () => ({ paid: emptySum(), refunded: emptySum() }));

  constructor(private readonly currency: CurrencyCode) {}

  add(row: PaymentRow, sign: 1 | -1): void {
    const fate = moneyFateOf(row);
    const purpose = purposeOf[row.transactionType];
    this.count += sign;
    add(this.#fates[fate], row, sign);
    if (purpose) add(this.#outcomes[outcomeKeyOf(row)][purpose], row, sign);
    if (fate === 'paid' || fate === 'refunded') add(this.#cards[cardGroupOf(row)][fate], row, sign);
  }

  /** Copies the sums, so that later payments do not change the result. */
  totals(): CurrencyTotals {
    const [fates, outcomes, cards] = [this.#fates, this.#outcomes, this.#cards];
    return {
      currency: this.currency,
      fates: tableOf(moneyFates, (fate) => ({ ...fates[fate] })),
      netMinor: fates.paid.minor - fates.refunded.minor,
      outcomes: tableOf(outcomeKeys, (key) =>
        tableOf(purposes, (purpose) => ({ ...outcomes[key][purpose] })),
      ),
      cards: tableOf(cardGroups, (group) => ({
        paid: { ...cards[group].paid },
        refunded: { ...cards[group].refunded },
      })),
    };
  }
}

/**
 * Running sums of payments. A year has 100,000 payments, and adding them all again for each page would block the
 * screen. Minor units are integers, so removing a payment leaves no rounding error.
 */
export class RunningTotals {
  readonly #all = new Map<CurrencyCode, CurrencySums>();
  readonly #real = new Map<CurrencyCode, CurrencySums>();

  add(row: PaymentRow): void {
    this.#put(row, 1);
  }

  /** The row must have the same content as when it was added. */
  remove(row: PaymentRow): void {
    this.#put(row, -1);
  }

  get simulated(): number {
    return countOf(this.#all) - countOf(this.#real);
  }

  /** The totals. Simulated payments move no money, so they are left out unless a person wants to see them. */
  totals(withSimulated = false): HistoryTotals {
    const sums = withSimulated ? this.#all : this.#real;
    const used = [...sums].filter(([, { count }]) => count > 0).sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      count: countOf(sums),
      simulatedLeftOut: withSimulated ? 0 : this.simulated,
      currencies: used.map(([, currencySums]) => currencySums.totals()),
    };
  }

  #put(row: PaymentRow, sign: 1 | -1): void {
    for (const sums of row.simulated ? [this.#all] : [this.#all, this.#real]) {
      const currencySums = sums.get(row.currency) ?? new CurrencySums(row.currency);
      sums.set(row.currency, currencySums);
      currencySums.add(row, sign);
    }
  }
}

const countOf = (sums: ReadonlyMap<CurrencyCode, CurrencySums>): number =>
  [...sums.values()].reduce((sum, { count }) => sum + count, 0);

/** Order from new to old; payments of the same millisecond are ordered as in the journal's pages. */
const isBefore = (a: PaymentRow, b: PaymentRow): boolean =>
  a.createdAt > b.createdAt || (a.createdAt === b.createdAt && a.paymentId > b.paymentId);

/**
 * Collects payments from pages and single updates. Each payment is contained once, with its latest row, both in the
 * ordered list and in the sums. A row that is read page by page goes to the end of the list, so its cost does not grow with the
 * number of rows.
 */
export class CollectedPayments {
  readonly #known = new Map<string, PaymentRow>();
  readonly #ordered: PaymentRow[] = [];
  readonly #sums = new RunningTotals();
  #rowsCopy: readonly PaymentRow[] | undefined;

  put(row: PaymentRow): void {
    const known = this.#known.get(row.paymentId);
    if (known === row) return;
    if (known) this.#sums.remove(known);
    const keepsPlace = known?.createdAt === row.createdAt;
    if (keepsPlace) {
      this.#ordered[this.#placeOf(row)] = row;
    } else {
      if (known) this.#ordered.splice(this.#placeOf(known), 1);
      this.#ordered.splice(this.#placeOf(row), 0, row);
    }
    this.#sums.add(row);
    this.#known.set(row.paymentId, row);
    this.#rowsCopy = undefined;
  }

  /** Newest first; the same array until something changes. */
  get rows(): readonly PaymentRow[] {
    this.#rowsCopy ??= [...this.#ordered];
    return this.#rowsCopy;
  }

  get simulated(): number {
    return this.#sums.simulated;
  }

  totals(withSimulated: boolean): HistoryTotals {
    return this.#sums.totals(withSimulated);
  }

  #placeOf(row: PaymentRow): number {
    let [low, high] = [0, this.#ordered.length];
    // Rows that are read page by page go to the end.
    const last = this.#ordered.at(-1);
    if (last && isBefore(last, row)) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const middleRow = this.#ordered[middle];
      if (middleRow && isBefore(middleRow, row)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
