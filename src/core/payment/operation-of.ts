import type { Operation } from '../terminal/dialect.ts';
import type { TransactionType } from './payment-request.ts';

const operations: Readonly<Record<TransactionType, Operation>> = {
  Debit: 'debit',
  Credit: 'credit',
  Cancel: 'cancellation',
  Duplicate: 'duplicate',
  Authorization: 'pre-authorisation',
};

/** What the terminal is asked to do for a till's `transaction_type`. */
export const operationOf = (type: TransactionType): Operation => operations[type];

/** A duplicate tells of a payment again: nobody is charged and HiPay is not told. */
export const movesMoney = (type: TransactionType): boolean => type !== 'Duplicate';
