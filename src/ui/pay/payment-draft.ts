import { type AmountProblem, formatMajor } from '../../core/money/amount.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';
import { orderId, type PaymentRequest } from '../../core/payment/payment-request.ts';
import { readAmount } from '../format.ts';
import { choiceOf, type OperationChoice, operationRequest } from '../model/operations.ts';
import { dueMinor, type PaymentResult } from '../model/payment-result.ts';
import type { AmountEntry, AmountKey } from '../parts/amount-entry.ts';
import { typeKey } from '../parts/type-amount.ts';

/** The values of the payment form's fields. */
export interface PaymentDraft extends AmountEntry {
  readonly currency: CurrencyCode;
  readonly order: string;
  readonly force: boolean;
  readonly operation: OperationChoice;
  /** True: no person typed this amount, so that the next digit begins another one. */
  readonly isFilledIn?: boolean | undefined;
  /** True: the order number and `force` belong to a payment that is tried again with its amount. */
  readonly isRepeat?: boolean | undefined;
}

export const emptyDraft = (currency: CurrencyCode): PaymentDraft => ({
  amount: '',
  currency,
  order: '',
  force: false,
  operation: 'sale',
});

/** The draft with another amount. A payment that is tried again keeps its order number only with its own amount. */
export function withAmount(draft: PaymentDraft, entry: AmountEntry, isFilledIn = false): PaymentDraft {
  const next = { ...draft, decimal: undefined, ...entry, isFilledIn };
  if (!draft.isRepeat || entry.amount === draft.amount) return next;
  return { ...next, order: '', force: false, isRepeat: false };
}

/** The draft after a key of the amount. `replaces`: the key begins another amount. */
export function typeInDraft(
  draft: PaymentDraft,
  key: AmountKey,
  locale: string,
  replaces = false,
): PaymentDraft {
  const { amount, decimal, currency, isFilledIn } = draft;
  const begins = replaces || (isFilledIn && key !== 'back');
  return withAmount(draft, typeKey(begins ? { amount: '' } : { amount, decimal }, key, currency, locale));
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
  isFilledIn: true,
  isRepeat: true,
});

/**
 * A draft for the unpaid rest of a partial approval. Its order number is empty, because the number of the result belongs
 * to the paid part.
 */
export const draftOfRest = (result: PaymentResult): PaymentDraft => ({
  amount: formatMajor(dueMinor(result), result.currency),
  isFilledIn: true,
  currency: result.currency,
  order: '',
  force: false,
  operation: 'sale',
});
