import type { AnswerField } from './answer-fields.ts';
import { isSameAmount, shownText } from './sent-order.ts';
import {
  begunStatuses,
  declinedStates,
  refusedStatuses,
  takenStates,
  takenStatuses,
} from './transaction-states.ts';

// What the fields of an answer say about the sale. Only known words and numbers fit to a yes or to a no: anything else speaks
// against both.

const isZero = (text: string): boolean => isSameAmount(text, '0') || /^[\s0]*$/.test(text);

/** The amounts of steps that only a taken transaction goes through. */
const doneAmount = /^(?:authori[sz]ed|captured|collected|settled|debited|paid)amount$/;
const returnedAmount = /^(?:refunded|credited|chargebacked)amount$/;

/** The amounts that HiPay has authorized, captured or settled; without zeros. */
export const amountsDone = (fields: readonly AnswerField[]): string[] =>
  fields.flatMap(({ name, text }) => (doneAmount.test(name) && !isZero(text) ? text : []));

/** HiPay's messages of a status (hipay.md 3.6). Other messages say nothing. */
const takenMessage =
  /^\W*(?:partially |fully )?(?:authori[sz]ed|captured?|collected|settled|debited|credited|refunded|paid|approved|accepted|completed|success)/i;
const refusedMessage = /\b(?:refused|declined|denied|blocked|expired|cancell?ed|failed|rejected|not)\b/i;

/** A field of success is a yes only with these words. */
const isTrue = /^\s*(?:true|1|yes|ok)\s*$/i;

const shownField = ({ name, text }: AnswerField): string =>
  name === 'state' ? shownText(text, 40) : shownText(`${name} ${text}`, 80);

/** What speaks for a transaction that HiPay has taken; undefined if nothing does. */
export function saysYes(fields: readonly AnswerField[]): string | undefined {
  const found = fields.find((field) => {
    const { name, text } = field;
    if (name === 'state') return !declinedStates.has(text);
    if (name === 'status') return !refusedStatuses.has(text);
    return isSignOfMoney(field);
  });
  return found && shownField(found);
}

/** True for an amount, a code or a message that only a taken transaction has. */
function isSignOfMoney({ name, text, path }: AnswerField): boolean {
  if (doneAmount.test(name) || returnedAmount.test(name)) return !isZero(text);
  if (name === 'authorizationcode') return !isZero(text);
  if (name === 'dateauthorized') return true;
  return name === 'message' && !isInError(path) && isTakenMessage(text);
}

const isTakenMessage = (text: string): boolean => takenMessage.test(text) && !refusedMessage.test(text);

/** What speaks against a transaction that HiPay has taken; undefined if nothing does. */
export function saysNo(fields: readonly AnswerField[]): string | undefined {
  const found = fields.find(({ name, text, path, value }) => {
    if (name === 'state') return !takenStates.has(text);
    if (name === 'status') return !takenStatuses.has(text) && !begunStatuses.has(text);
    if (name === 'success' || name === 'ok') return value !== true && !isTrue.test(text);
    if (name === 'code' || isInError(path)) return value !== false;
    return name === 'message' && refusedMessage.test(text);
  });
  return found && shownField(found);
}

/** True inside a reason or an error, and for their own texts. */
const isInError = (path: readonly string[]): boolean =>
  path.some((name) => name === 'reason' || name.startsWith('error'));

/** As `saysYes`, for a look-up: its statuses have other numbers, and its operations have words. */
export function lookUpSaysYes(fields: readonly AnswerField[]): string | undefined {
  const found = fields.find((field) => {
    const { name, text } = field;
    if (name === 'state') return !declinedStates.has(text);
    if (name === 'status')
      return takenStatuses.has(text.trim()) || takenStates.has(text.trim().toLowerCase());
    return isSignOfMoney(field);
  });
  return found && shownField(found);
}

/** As `saysNo`, for a look-up. The operations that follow a sale, such as a refund, may fail. */
export function lookUpSaysNo(fields: readonly AnswerField[]): string | undefined {
  const found = fields.find(({ name, text, path }) => {
    if (path.includes('operations') || path.includes('subtransactions')) return false;
    if (name === 'state') return !takenStates.has(text);
    if (name === 'status') return /^\s*\d{3}\b/.test(text) && !takenStatuses.has(text);
    if (isInError(path) || name === 'code') return /^\s*\d{7}\s*$/.test(text);
    return name === 'message' && refusedMessage.test(text);
  });
  return found && shownField(found);
}
