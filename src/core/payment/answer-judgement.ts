import { plainMoney } from '../money/amount.ts';
import { type CurrencyCode, currencyOfNumeric, numericCode } from '../money/currency.ts';
import type { AnswerOrigin, TerminalAnswer } from '../terminal/dialect.ts';
import type { PaymentRecord } from './payment-record.ts';
import { movesMoney, operationOf } from './payment-request.ts';

/**
 * Lists the fields in which an answer differs from the request; an empty list means that they match. An accepted answer
 * must repeat register, amount and currency. A refusal may leave them out (the terminal Desk/5000 sends no amount after
 * the customer has pressed the red key) or fill amount and currency with zeros, but must not contradict any of them.
 */
export function echoDifferences(record: PaymentRecord, received: TerminalAnswer): string[] {
  const { request, terminal } = record;
  const answer = isRefusal(received) ? withoutFiller(received) : received;
  const mustRepeat = answer.verdict === 'accepted';
  const compare = <Value>(what: string, got: Value | undefined, wanted: Value, write: WriteValue<Value>) => {
    if (got === wanted || (got === undefined && !mustRepeat)) return [];
    return [`${what} ${got === undefined ? 'missing' : write(got, answer)} instead of ${write(wanted)}`];
  };
  const operation = operationOf(request.transactionType);
  return [
    ...compare('register', answer.registerNumber, terminal.registerNumber, String),
    ...compare('amount', answer.amountMinor, request.amountMinor, moneyIn(request.currency)),
    ...compare('currency', answer.currencyNumeric, numericCode(request.currency), currencyName),
    ...compare('operation', answer.operation ?? operation, operation, String),
  ];
}

/** Writes a value for people. `answer`: present if the value is the terminal's, so that its amount gets its currency. */
type WriteValue<Value> = (value: Value, answer?: TerminalAnswer) => string;

const currencyName = (numeric: string): string => currencyOfNumeric(numeric) ?? numeric;

const moneyIn =
  (currency: CurrencyCode): WriteValue<number> =>
  (minor, answer) =>
    plainMoney(minor, currencyOfNumeric(answer?.currencyNumeric ?? '') ?? currency);

const isRefusal = ({ verdict }: TerminalAnswer): boolean => verdict === 'refused' || verdict === 'cancelled';

/** Some terminals fill a field of a refusal with zeros or blanks: it then says nothing about the request. */
const withoutFiller = ({ amountMinor, currencyNumeric, ...answer }: TerminalAnswer): TerminalAnswer => ({
  ...answer,
  ...(amountMinor ? { amountMinor } : {}),
  ...(currencyNumeric !== undefined && /[^0 ]/.test(currencyNumeric) ? { currencyNumeric } : {}),
});

/**
 * True if the bank granted less than the request (Caisse-AP CB, concert.md 3.3) and every other field matches. Valid
 * only for a sale in `waiting`: a lower amount that comes later may belong to an earlier payment.
 */
export function isPartialApproval(record: PaymentRecord, answer: TerminalAnswer): boolean {
  const { request, terminal, state } = record;
  const { amountMinor = 0 } = answer;
  if (!terminal.partialApproval || state !== 'waiting' || answer.verdict !== 'accepted') return false;
  if (request.transactionType !== 'Debit' || amountMinor < 1 || amountMinor >= request.amountMinor)
    return false;
  return echoDifferences(record, { ...answer, amountMinor: request.amountMinor }).length === 0;
}

export interface Judgement {
  readonly state: 'answered' | 'closed' | 'unknown';
  readonly change: Pick<PaymentRecord, 'outcome' | 'failure' | 'detail'>;
}

const unknown = (detail: string): Judgement => ({
  state: 'unknown',
  change: { outcome: 'UNKNOWN', failure: 'outcome-unknown', detail },
});

const otherPayment = (differences: readonly string[]): Judgement => ({
  state: 'unknown',
  change: {
    outcome: 'OTHER_PAYMENT',
    failure: 'other-payment',
    detail: `the terminal answered for ${differences.join(', ')}`,
  },
});

/**
 * Decides the meaning of an answer for this payment. The payment is approved only if the terminal says accepted, AND
 * register, amount, currency and operation match the request, AND `origin` is none of `collision`, `ambiguous`, `repeated`: such
 * an answer may belong to an earlier payment.
 */
export function judgeAnswer(record: PaymentRecord, answer: TerminalAnswer, origin: AnswerOrigin): Judgement {
  if (!movesMoney(record.request.transactionType)) return judgeDuplicate(answer, origin);
  if (origin === 'collision') return unknown(collisionDetail);
  if (origin === 'ambiguous') return unknown(ambiguousDetail);
  if (origin === 'repeated') return unknown(repeatedDetail);
  const differences = echoDifferences(record, answer);
  if (differences.length > 0 && isPartialApproval(record, answer)) {
    const detail = grantedDetail(record, answer);
    return { state: 'answered', change: { outcome: 'PARTIALLY_APPROVED', detail } };
  }
  if (differences.length > 0) return otherPayment(differences);
  return judgeVerdict(answer);
}

function grantedDetail({ request }: PaymentRecord, { amountMinor = 0 }: TerminalAnswer): string {
  const granted = plainMoney(amountMinor, request.currency);
  return `${granted} of ${plainMoney(request.amountMinor, request.currency)} were granted`;
}

function judgeVerdict(answer: TerminalAnswer): Judgement {
  const detail = answer.reason === undefined ? {} : { detail: answer.reason };
  switch (answer.verdict) {
    case 'accepted':
      return { state: 'answered', change: { outcome: 'APPROVED' } };
    case 'refused':
      // Concert V2 gives no reason: a refusal, the red key and a timeout of the customer look the same.
      return { state: 'closed', change: { outcome: 'DECLINED', failure: 'declined', ...detail } };
    case 'cancelled':
      return { state: 'closed', change: { outcome: 'CANCELLED', failure: 'cancelled', ...detail } };
    case 'taken':
      return unknown('the terminal said that it has the request, and gave no result');
    case 'unreadable':
      return unknown(`the terminal answered with status ${answer.status}, which its language does not list`);
    default:
      return answer.verdict satisfies never;
  }
}

const collisionDetail =
  'the terminal spoke before it acknowledged the request: its answer may be an earlier payment’s';

const ambiguousDetail = 'the terminal’s answer also fits an earlier payment, which is still in doubt';

const repeatedDetail =
  'the terminal’s answer is the same as the one before, and perhaps only repeats it: look for the tickets of both sales';

/**
 * A duplicate reports the terminal's last payment, of any amount. Without a report it is closed as declined, because a
 * duplicate charges no customer.
 */
function judgeDuplicate(answer: TerminalAnswer, origin: AnswerOrigin): Judgement {
  const isCollision = origin === 'collision';
  if (answer.verdict === 'accepted' && !isCollision)
    return { state: 'answered', change: { outcome: 'APPROVED' } };
  const detail = isCollision
    ? collisionDetail
    : (answer.reason ?? `the terminal answered with status ${answer.status}`);
  return { state: 'closed', change: { outcome: 'DECLINED', failure: 'declined', detail } };
}
