import type { PaymentRow } from '../connector-api/snapshot.ts';
import { isPaid, type Outcome } from '../payment/outcome.ts';
import type { TransactionType } from '../payment/payment-request.ts';

/**
 * What happened to a payment's money. Every payment has exactly one fate, so no amount is counted twice. `reserved`:
 * reserved on the card. `unknown`: a person must check whether the customer paid. `unknown-back`: a person must check
 * whether money was given back. `nothing`: a duplicate, which only reports a payment.
 */
export const moneyFates = [
  'paid',
  'refunded',
  'reserved',
  'unknown',
  'unknown-back',
  'not-paid',
  'running',
  'nothing',
] as const;
export type MoneyFate = (typeof moneyFates)[number];

const givesBack = (type: TransactionType): boolean => type === 'Credit' || type === 'Cancel';

export function moneyFateOf(row: PaymentRow): MoneyFate {
  const { transactionType, outcome, state } = row;
  if (transactionType === 'Duplicate') return 'nothing';
  if (outcome === undefined) return 'running';
  if (state === 'unknown' || row.contested || outcome === 'UNKNOWN' || outcome === 'OTHER_PAYMENT')
    return givesBack(transactionType) ? 'unknown-back' : 'unknown';
  if (!isPaid(outcome)) return 'not-paid';
  if (transactionType === 'Authorization') return 'reserved';
  return givesBack(transactionType) ? 'refunded' : 'paid';
}

/** Values of the filter in a list of payments: an outcome, or `RUNNING` for a payment that has none yet. */
export const outcomeKeys = [
  'APPROVED',
  'PARTIALLY_APPROVED',
  'DECLINED',
  'CANCELLED',
  'NOT_SENT',
  'UNKNOWN',
  'OTHER_PAYMENT',
  'RUNNING',
] as const satisfies readonly (Outcome | 'RUNNING')[];
export type OutcomeKey = (typeof outcomeKeys)[number];

export const outcomeKeyOf = ({ outcome }: PaymentRow): OutcomeKey => outcome ?? 'RUNNING';

/**
 * `either`: the terminal does not report which of the two contracts it used. `none`: the payment has no contract to
 * notify.
 */
export const contractGroups = ['contact', 'contactless', 'either', 'none'] as const;
export type ContractGroup = (typeof contractGroups)[number];

export function contractGroupOf({ contracts }: Pick<PaymentRow, 'contracts'>): ContractGroup {
  const [contact, contactless] = [contracts.includes('proxy'), contracts.includes('nfc')];
  if (contact && contactless) return 'either';
  return contact ? 'contact' : contactless ? 'contactless' : 'none';
}

/** The groups of a report by card. `by-person`: a person recorded the payment, so nothing says which card it was. */
export const cardGroups = ['contact', 'contactless', 'either', 'by-person', 'none'] as const;
export type CardGroup = (typeof cardGroups)[number];

export function cardGroupOf(row: Pick<PaymentRow, 'contracts' | 'resolution'>): CardGroup {
  const group = contractGroupOf(row);
  return group === 'either' && row.resolution ? 'by-person' : group;
}
