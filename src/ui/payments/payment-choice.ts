import { type OutcomeKey, outcomeKeyOf } from '../../core/history/money-fate.ts';
import { searchFor } from '../../core/history/payment-search.ts';
import type { PaymentRow } from '../../core/relay/snapshot.ts';

/** Which payments of the period a person wants to see. */
export interface PaymentChoice {
  /** As it was typed. */
  readonly search: string;
  readonly outcome: OutcomeKey | 'all';
}

export const everyPayment: PaymentChoice = { search: '', outcome: 'all' };

/** The same list where everything is wanted. */
export function chosenOf(
  rows: readonly PaymentRow[],
  { search, outcome }: PaymentChoice,
): readonly PaymentRow[] {
  if (search.trim() === '' && outcome === 'all') return rows;
  const found = searchFor(search);
  return rows.filter((row) => (outcome === 'all' || outcomeKeyOf(row) === outcome) && found(row));
}
