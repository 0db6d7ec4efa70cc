import type { ChargeStatement } from './charge-statement.ts';
import type { PaymentAnswer } from './payment-answer.ts';

// Web tills load this file, so it imports types only.

/** What a text about money needs: what is known about the money, and by which operation it moves. */
export type Charge = Pick<PaymentAnswer, 'charge' | 'transactionType'>;

/** What an answer says about money. If its order number was refused, it speaks of the earlier payment's operation. */
export const chargeOf = ({
  charge,
  transactionType,
  earlier,
}: Charge & Pick<PaymentAnswer, 'earlier'>): Charge => ({
  charge,
  transactionType: earlier?.transactionType ?? transactionType,
});

/** For a request that did nothing and whose order was not looked up. */
export const nothingSent: Charge = { charge: 'nothing-sent', transactionType: 'Debit' };

/** For an order that may have been charged, if its operation is not known. */
export const chargeUnknown: Charge = { charge: 'unknown', transactionType: 'Debit' };

/** The sentences about money, by operation and statement. A duplicate moves no money, so it has only one. */
export type MoneyTexts = Readonly<
  Record<
    'Debit' | 'Credit' | 'Cancel' | 'Authorization',
    Readonly<Record<Exclude<ChargeStatement, 'nothing-sent'>, string>>
  >
> & { readonly 'nothing-sent': string; readonly Duplicate: string };

/** The sentence about money; a text has only this one. */
export function moneyText({ charge, transactionType }: Charge, texts: MoneyTexts): string {
  if (transactionType === 'Duplicate') return texts.Duplicate;
  return charge === 'nothing-sent' ? texts['nothing-sent'] : texts[transactionType][charge];
}

/** Whether the customer may have been charged, for tills that know only these three words. */
export const mayBeCharged = (charge: ChargeStatement): 'no' | 'yes' | 'unknown' =>
  charge === 'unknown' ? 'unknown' : charge === 'charged' ? 'yes' : 'no';
