import type { CurrencyCode } from '../../core/money/currency.ts';
import { type AmountProblem, parseAmount } from '../../core/money/parse-amount.ts';
import type { PaymentRequest } from '../../core/payment/payment-request.ts';
import { orderId } from '../../core/payment/payment-request.ts';
import { askedBy, type OperationChoice } from './operation-choice.ts';

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
      ...askedBy(draft.operation),
      forceAuthorization: draft.force,
      cart: [],
      customer: {},
      customData: {},
    },
  };
}
