import { type AmountProblem, formatMajor } from '../../core/money/amount.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';
import { orderId, type PaymentRequest } from '../../core/payment/payment-request.ts';
import { chosenEntry } from '../appearance.ts';
import { readAmount } from '../format.ts';
import { choiceOf, type OperationChoice, operationRequest } from '../model/operations.ts';
import { dueMinor, type PaymentResult } from '../model/payment-result.ts';
import { type AmountEntry, type AmountKey, decimalSign, typeAmountKey } from './amount-entry.ts';

/** The values of the payment form's fields. */
export interface PaymentDraft extends AmountEntry {
  readonly currency: CurrencyCode;
  readonly order: string;
  readonly force: boolean;
  readonly operation: OperationChoice;
}

export const emptyDraft = (currency: CurrencyCode): PaymentDraft => ({
  amount: '',
  currency,
  order: '',
  force: false,
  operation: 'sale',
});

/** The draft after a key of the amount. */
export function typeInDraft(draft: PaymentDraft, key: AmountKey, locale: string): PaymentDraft {
  const { amount, decimal, currency } = draft;
  const rules = { currency, cents: chosenEntry.read() === 'cents', point: decimalSign(locale) };
  return { ...draft, decimal: undefined, ...typeAmountKey({ amount, decimal }, key, rules) };
}

export type ReadDraft =
  | { readonly ok: true; readonly request: PaymentRequest }
  | { readonly ok: false; readonly amount: AmountProblem | undefined; readonly orderWrong: boolean };

export type DraftProblems = Extract<ReadDraft, { ok: false }>;

export function readDraft(draft: PaymentDraft): ReadDraft {
  const amount = readAmount(draft.amount, draft.currency);
  const order = draft.order.trim() === '' ? undefined : orderId.safeParse(draft.order);
  if (!amount.ok || order?.success === false) {
    return {
      ok: false,
      amount: amount.ok ? undefined : amount.problem,
      orderWrong: order?.success === false,
    };
  }
  return {
    ok: true,
    request: {
      ...(order ? { orderId: order.data } : {}),
      amountMinor: amount.amountMinor,
      currency: draft.currency,
      ...operationRequest(draft.operation),
      forceAuthorization: draft.force,
      cart: [],
      customer: {},
      customData: {},
    },
  };
}

/**
 * A draft that repeats the payment for the same order. `force` comes from the request, because a result does not
 * contain it.
 */
export const draftOfRepeat = (result: PaymentResult, force: boolean): PaymentDraft => ({
  amount: formatMajor(result.amountMinor, result.currency),
  currency: result.currency,
  order: result.orderId,
  force,
  operation: choiceOf(result),
});

/**
 * A draft for the unpaid rest of a partial approval. Its order number is empty, because the number of the result belongs
 * to the paid part.
 */
export const draftOfRest = (result: PaymentResult): PaymentDraft => ({
  amount: formatMajor(dueMinor(result), result.currency),
  currency: result.currency,
  order: '',
  force: false,
  operation: 'sale',
});
