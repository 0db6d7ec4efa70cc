import { type AnswerField, fieldsIn } from './answer-fields.ts';
import { hipayErrorText, hipayRefusal } from './hipay-error.ts';
import { amountsDone, saysNo, saysYes } from './said-fields.ts';
import { differenceFrom, readCustomData, type SentOrder, shownText } from './sent-order.ts';

// An answer that says two things proves neither. The connector then asks HiPay for the order. The whole answer counts: every
// spelling of a field, at every depth.

export const tooDeep = 'HiPay’s answer is nested too deeply';

/** Fields in which HiPay names an order or a transaction. Its errors have none of them (hipay.md 3.7 and A1). */
const orderFields = new Set([
  ...['state', 'transactionreference', 'transactionid', 'transaction', 'transactions', 'attemptid'],
  ...['order', 'orders', 'orderid', 'merchantorderid', 'data', 'authorizationcode', 'dateauthorized'],
]);

/** Says what in an error answer does not belong to an error, or that it has two codes; undefined if nothing does. */
export function contradictionInError(body: unknown, httpStatus: number): string | undefined {
  const fields = fieldsIn(body);
  if (!fields) return tooDeep;
  const ofOrder = ({ path, name, text }: AnswerField) =>
    path.some((each) => orderFields.has(each)) ||
    /amount$/.test(name) ||
    // A status of an order has three digits too. An error may repeat the status of its answer.
    (name === 'status' && /^\s*[12]\d\d\b/.test(text) && text !== String(httpStatus));
  const error = hipayRefusal(body);
  if (fields.some(ofOrder))
    return `HiPay’s error names an order too${error ? `: ${hipayErrorText(error)}` : ''}`;
  const codes = [...new Set(fields.filter(isCode).map(({ text }) => text.trim()))];
  return codes.length > 1
    ? `HiPay’s error has two codes: ${codes
        .slice(0, 3)
        .map((code) => shownText(code, 40))
        .join(', ')}`
    : undefined;
}

/** A code, or one of HiPay's numbers where a text is expected. */
const isCode = ({ name, text }: AnswerField): boolean =>
  /^(?:error)?code$/.test(name) || (!/message|description/.test(name) && /^\s*\d{7}\s*$/.test(text));

/** The operations that give money back. */
const givesBack = /^\s*(?:refund|credit|cancel|void|reversal)/i;

/**
 * Says what in an answer to an order speaks of another sale; undefined if nothing does. Not compared is `mid`: in this answer
 * it is HiPay's own number of the account.
 */
export function otherSaleIn(fields: readonly AnswerField[], sent: SentOrder): string | undefined {
  const texts = (...names: string[]) =>
    fields.flatMap(({ name, text }) => (names.includes(name) ? text : []));
  const ids = fields.filter(({ name, path }) => name === 'id' && /^orders?$/.test(path.at(-2) ?? ''));
  const difference = differenceFrom(sent, {
    orderIds: [
      ...ids.map(({ text }) => text),
      ...texts('order', 'orders', 'orderid', 'ordernumber', 'merchantorderid'),
    ],
    amounts: [...texts('amount', 'orderamount'), ...amountsDone(fields)],
    currencies: texts('currency'),
    customData: fields.filter(({ name }) => name === 'customdata').map(({ value }) => readCustomData(value)),
  });
  if (difference) return `HiPay answered for another order: ${difference}`;
  const operation = texts('operation').find(
    (text) => givesBack.test(text) !== givesBack.test(sent.operation),
  );
  if (operation !== undefined)
    return `HiPay answered for another operation: ${shownText(operation, 40)} instead of ${sent.operation}`;
  const ofTransaction = fields.filter(
    ({ name, path }) =>
      /^transaction(?:reference|id)?$/.test(name) ||
      (name === 'id' && /^transactions?$/.test(path.at(-2) ?? '')),
  );
  const references = [...new Set(ofTransaction.map(({ text }) => text.trim()))];
  return references.length > 1
    ? `HiPay names two transactions: ${references
        .slice(0, 2)
        .map((text) => shownText(text))
        .join(', ')}`
    : undefined;
}

/** Says what in an answer with this state speaks against the state; undefined if nothing does. */
export function againstState(
  fields: readonly AnswerField[],
  state: string,
  isYes: boolean,
): string | undefined {
  const other = isYes ? saysNo(fields) : saysYes(fields);
  if (other === undefined) return undefined;
  return `HiPay says two things: ${isYes ? `${state}, and ${other}` : `${other}, and ${state}`}`;
}
