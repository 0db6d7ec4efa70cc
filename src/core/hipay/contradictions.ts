import { scalarText, unreadable, valuesOf } from './answer-fields.ts';
import { hipayErrorText, hipayRefusal } from './hipay-error.ts';
import { differenceFrom, isSameAmount, readCustomData, type SentOrder } from './sent-order.ts';
import { declinedStates, declinedStatuses, takenStates, takenStatuses } from './transaction-states.ts';

// An answer that says two things proves neither. The connector then asks HiPay for the order.

/** Plain names of the fields in which HiPay names an order. Its errors have none of them (hipay.md 3.7 and A1). */
const orderFields = [
  ...['state', 'transactionreference', 'order', 'orderid', 'merchantorderid'],
  ...['transactions', 'orders', 'data'],
];

/** Says that an error answer names an order too; undefined if it names none. */
export function orderInError(body: unknown): string | undefined {
  if (!orderFields.some((name) => valuesOf(body, name).length > 0)) return undefined;
  const error = hipayRefusal(body);
  return `HiPay’s error names an order too${error ? `: ${hipayErrorText(error)}` : ''}`;
}

/**
 * Says what in an answer to an order speaks of another sale, or against another part of the answer; undefined if nothing
 * does. Every spelling of a field counts. Not compared is `mid`: in this answer it is HiPay's own number of the account.
 */
export const contradictionIn = (body: unknown, sent: SentOrder): string | undefined =>
  otherSaleIn(body, sent) ?? twoMeaningsOf(body);

function otherSaleIn(body: unknown, sent: SentOrder): string | undefined {
  const orders = valuesOf(body, 'order');
  const all = (name: string) => [body, ...orders].flatMap((raw) => valuesOf(raw, name));
  const texts = (...names: string[]) => names.flatMap(all).map(textOf);
  const ids = orders.flatMap((order) => valuesOf(order, 'id')).map(textOf);
  const done = texts('authorizedamount', 'capturedamount').filter((amount) => !isSameAmount(amount, '0'));
  const difference = differenceFrom(sent, {
    orderIds: [...ids, ...texts('orderid', 'merchantorderid')],
    amounts: [...texts('amount'), ...done],
    currencies: texts('currency'),
    customData: all('customdata').map(readCustomData),
  });
  return difference && `HiPay answered for another order: ${difference}`;
}

function twoMeaningsOf(body: unknown): string | undefined {
  const states = valuesOf(body, 'state').map(textOf);
  const statuses = valuesOf(body, 'status').map(textOf);
  const errors = [...valuesOf(body, 'reason'), ...valuesOf(body, 'error')].flatMap(
    (raw) => hipayRefusal(raw) ?? [],
  );
  const said = (words: ReadonlySet<string>, numbers: ReadonlySet<string>) => [
    ...states.filter((state) => words.has(state)),
    ...statuses.filter((status) => numbers.has(status)).map((status) => `status ${status}`),
  ];
  const [yes] = said(takenStates, takenStatuses);
  const [no] = [...said(declinedStates, declinedStatuses), ...errors.map(hipayErrorText)];
  return yes && no && `HiPay says two things: ${yes}, and ${no}`;
}

const textOf = (raw: unknown): string => scalarText.safeParse(raw).data ?? unreadable(raw);
