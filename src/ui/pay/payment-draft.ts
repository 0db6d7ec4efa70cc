import { type AmountProblem, formatMajor, parseAmount } from '../../core/money/amount.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';
import { orderId, type PaymentRequest } from '../../core/payment/payment-request.ts';
import { choiceOf, type OperationChoice, operationRequest } from '../model/operations.ts';
import { dueMinor, type PaymentResult } from '../model/payment-result.ts';

/** What stands in the fields of the payment form. */
export interface PaymentDraft {
  readonly amount: string;
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

export type ReadDraft =
  | { readonly ok: true; readonly request: PaymentRequest }
  | { readonly ok: false; readonly amount: AmountProblem | undefined; readonly orderWrong: boolean };

export type DraftProblems = Extract<ReadDraft, { ok: false }>;

/** Spaces are how French groups thousands (1 234,50), so they are no reason to refuse. */
export const readAmount = (amount: string, currency: CurrencyCode) => {
  const text = amount.replace(/\s/g, '');
  return parseAmount(text === '' ? undefined : text, currency);
};

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

/** The same payment once more, of the same order. `force`: as it was asked for; a result does not say so. */
export const sameAgain = (result: PaymentResult, force: boolean): PaymentDraft => ({
  amount: formatMajor(result.amountMinor, result.currency),
  currency: result.currency,
  order: result.orderId,
  force,
  operation: choiceOf(result),
});

/** The rest of a partial approval is a payment of its own: the order number belongs to the part that was paid. */
export const restOf = (result: PaymentResult): PaymentDraft => ({
  amount: formatMajor(dueMinor(result), result.currency),
  currency: result.currency,
  order: '',
  force: false,
  operation: 'sale',
});
