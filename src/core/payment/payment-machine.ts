import type { FailureName } from '../failures/failures.ts';
import { exponentOf } from '../money/currency.ts';
import { hipayEnvironment } from '../settings/gateway-url.ts';
import type { Settings } from '../settings/settings.ts';
import type { AnswerOrigin, EndOfSession, TerminalAnswer } from '../terminal/dialect.ts';
import { type Judgement, judgeAnswer } from './answer-judgement.ts';
import { isPaid } from './outcome.ts';
import type { PaymentRecord } from './payment-record.ts';
import { movesMoney, type PaymentRequest, requestFingerprint } from './payment-request.ts';
import { isProvenAnswer } from './proven-answer.ts';
import {
  advance,
  answerAfterResolution,
  type Decision,
  type PaymentStep,
  resolve,
  unchanged,
  withWrite,
} from './resolution.ts';

export type PaymentEvent =
  /** The terminal is ready. The frame may be sent after the record was written as `sending`. */
  | { readonly kind: 'permission-asked' }
  /** The terminal has acknowledged the frame. */
  | { readonly kind: 'accepted' }
  | { readonly kind: 'answer'; readonly answer: TerminalAnswer; readonly origin: AnswerOrigin }
  | { readonly kind: 'session-ended'; readonly how: EndOfSession }
  /** The session with the terminal never began: no port, no permission, or a request that cannot be encoded. */
  | { readonly kind: 'not-begun'; readonly failure: FailureName; readonly detail: string }
  /** The connector starts and finds this record unfinished. */
  | { readonly kind: 'restart' }
  /** A person has read the terminal's ticket and reports whether it shows a payment. */
  | ({ readonly kind: 'resolve' } & Decision)
  /** The program that asked for the payment gave no permit to begin it. */
  | { readonly kind: 'permit-refused'; readonly failure: FailureName; readonly detail: string }
  /** A person has seen the alarm. */
  | { readonly kind: 'alarm-seen' };

/**
 * Computes the next step of one payment from its record (design, section 4). The record holds the whole state, so the
 * stored record is enough to continue after a crash. `at`: epoch ms.
 */
export function stepPayment(record: PaymentRecord, event: PaymentEvent, at: number): PaymentStep {
  switch (event.kind) {
    case 'permission-asked':
      if (record.state !== 'intended') return unchanged(record);
      return {
        record: advance(record, 'sending', at),
        effects: [{ kind: 'write' }, { kind: 'grant-permission' }],
      };
    case 'accepted':
      // In every later state the acknowledgement adds nothing.
      return record.state === 'sending' ? withWrite(advance(record, 'waiting', at)) : unchanged(record);
    case 'answer':
      return takeAnswer(record, event.answer, event.origin, at);
    case 'session-ended':
      return endSession(record, event.how, at);
    case 'not-begun':
      if (record.state !== 'intended') return unchanged(record);
      return withWrite(endAsNotSent(record, event.failure, event.detail, at));
    case 'permit-refused':
      if (record.state !== 'intended') return unchanged(record);
      return withWrite({
        // Older programs cannot read `till-left`, so `page-not-open` is stored. `failureOfRecord` restores `till-left`.
        ...endAsNotSent(
          record,
          event.failure === 'till-left' ? 'page-not-open' : event.failure,
          event.detail,
          at,
        ),
        leave: 'refused',
      });
    case 'restart':
      return restart(record, at);
    case 'resolve':
      return resolve(record, event, at);
    case 'alarm-seen':
      if (!record.alarm || record.alarm.seenAt !== undefined) return unchanged(record);
      return withWrite({ ...record, alarm: { ...record.alarm, seenAt: at }, updatedAt: at });
    default:
      return event satisfies never;
  }
}

const endAsNotSent = (
  record: PaymentRecord,
  failure: FailureName,
  detail: string,
  at: number,
): PaymentRecord => advance(record, 'closed', at, { outcome: 'NOT_SENT', failure, detail });

/**
 * Ends a payment without a known result as `unknown`. A duplicate charges no customer and can be repeated, so it ends
 * as not sent.
 */
export function endAsUnknown(record: PaymentRecord, detail: string, at: number): PaymentRecord {
  if (!movesMoney(record.request.transactionType)) return endAsNotSent(record, 'terminal-silent', detail, at);
  return advance(record, 'unknown', at, { outcome: 'UNKNOWN', failure: 'outcome-unknown', detail });
}

function takeAnswer(
  record: PaymentRecord,
  answer: TerminalAnswer,
  origin: AnswerOrigin,
  at: number,
): PaymentStep {
  if (record.state === 'resolved' || record.decisions)
    return answerAfterResolution(record, answer, origin, at);
  const judged = judgeAnswer(record, answer, origin);
  // An acceptance with the payment's own digits proves that it is paid, also after a refusal.
  const isPaidAfterAll =
    record.state === 'closed' && isProvenAnswer(record, answer) && judged.state === 'answered';
  if (origin === 'unasked' && !isPaidAfterAll) {
    const contradicted = contradictOwnEnd(record, answer, judged, at);
    if (contradicted) return contradicted;
  }
  const isLate = record.state === 'unknown' || isPaidAfterAll;
  if (!isLate && record.state !== 'sending' && record.state !== 'waiting') {
    // In `answered` and all later states the terminal repeats its answer because it missed our ACK.
    return { record, effects: [{ kind: 'acknowledge-answer' }] };
  }
  // A late answer without a result leaves the record unchanged. After two results that contradict each other, only a person
  // decides: the next answer repeats one of them.
  const isContradicted = record.state === 'unknown' && record.answer?.late && !isProvenAnswer(record, answer);
  if ((isLate && judged.state === 'unknown') || isContradicted)
    return { record, effects: [{ kind: 'acknowledge-answer' }] };
  const { verdict: _, ...fields } = answer;
  const next = advance(record, judged.state, at, {
    ...judged.change,
    answer: { ...fields, receivedAt: at, late: isLate },
    ...(isLate &&
      judged.change.outcome && { alarm: { kind: 'late-answer', outcome: judged.change.outcome, at } }),
  });
  return {
    record: next,
    effects: [
      { kind: isPaid(next.outcome) ? 'write-with-notifications' : 'write' },
      { kind: 'acknowledge-answer' },
      ...(isLate ? [{ kind: 'alarm-late-answer' } as const] : []),
    ],
  };
}

/**
 * The terminal contradicts its own result of a payment. An acceptance after a refusal puts the payment in doubt: the customer
 * may have been charged. A refusal after an acceptance only raises an alarm: the payment stays paid.
 */
function contradictOwnEnd(
  record: PaymentRecord,
  answer: TerminalAnswer,
  judged: Judgement,
  at: number,
): PaymentStep | undefined {
  const { outcome } = judged.change;
  if (!movesMoney(record.request.transactionType) || !outcome) return undefined;
  const alarm = { kind: 'contradiction', outcome, at } as const;
  const effects = [{ kind: 'write' }, { kind: 'acknowledge-answer' }, { kind: 'alarm-late-answer' }] as const;
  if (record.state === 'closed' && judged.state === 'answered') {
    const { verdict: _, ...fields } = answer;
    const doubted = advance(record, 'unknown', at, {
      outcome: 'UNKNOWN',
      failure: 'outcome-unknown',
      detail: acceptedAfterRefusal,
      answer: { ...fields, receivedAt: at, late: true },
      alarm,
    });
    return { record: doubted, effects };
  }
  if (record.state !== 'answered' || judged.state !== 'closed') return undefined;
  // The terminal repeats its refusal.
  if (record.alarm?.kind === 'contradiction') return undefined;
  return { record: { ...record, alarm, updatedAt: at }, effects };
}

const acceptedAfterRefusal = 'the terminal first refused this payment, and then accepted it';

/**
 * Failure for each end of a session that proves the frame was not accepted. After an end that is not listed, the
 * terminal may have taken the frame, so the payment becomes `unknown`.
 */
const failureOfEnd: Partial<Record<EndOfSession, FailureName>> = {
  'no-answer': 'terminal-silent',
  'line-busy': 'terminal-not-ready',
  'line-echoes': 'terminal-silent',
  'enquiry-refused': 'terminal-not-ready',
  garbled: 'terminal-garbled',
  'frame-refused': 'request-refused-by-terminal',
  'not-permitted': 'cannot-record',
  abandoned: 'payment-timeout',
  'lost-before-frame': 'terminal-away',
};

/** The detail of an end that its name does not explain. */
const detailOfEnd: Partial<Record<EndOfSession, string>> = {
  'line-busy': 'the line was never silent, so the request was not sent',
  'line-echoes': 'the line echoes what is sent: check the adapter and its cable',
};

function endSession(record: PaymentRecord, how: EndOfSession, at: number): PaymentStep {
  if (record.state !== 'intended' && record.state !== 'sending' && record.state !== 'waiting')
    return unchanged(record);
  const failure = failureOfEnd[how];
  // In `waiting` the terminal has acknowledged the request: no later event may turn this into "not sent".
  if (failure && record.state !== 'waiting')
    return withWrite(endAsNotSent(record, failure, detailOfEnd[how] ?? how, at));
  return withWrite(endAsUnknown(record, how, at));
}

function restart(record: PaymentRecord, at: number): PaymentStep {
  switch (record.state) {
    case 'intended':
      return withWrite(
        endAsNotSent(record, 'page-not-open', 'the connector was closed before the terminal was asked', at),
      );
    case 'sending':
    case 'waiting':
      return withWrite(
        endAsUnknown(record, `the connector was closed while the payment was ${record.state}`, at),
      );
    case 'answered':
    case 'unknown':
    case 'resolved':
    case 'closed':
      return unchanged(record);
    default:
      return record.state satisfies never;
  }
}

/**
 * True if the till requires an online authorization, or if the amount is above the shop's threshold. HiPay says
 * "above": an amount equal to the threshold is not forced.
 */
export const forcesAuthorization = (
  request: Pick<PaymentRequest, 'forceAuthorization' | 'amountMinor' | 'currency'>,
  { authorizationThresholdMinor, currencies }: Pick<Settings, 'authorizationThresholdMinor' | 'currencies'>,
): boolean => {
  if (request.forceAuthorization) return true;
  if (authorizationThresholdMinor === undefined) return false;
  // The threshold is one number for all currencies, so major units are compared, in integers.
  const thresholdUnit = 10 ** exponentOf(currencies[0] ?? 'EUR');
  return (
    request.amountMinor * thresholdUnit > authorizationThresholdMinor * 10 ** exponentOf(request.currency)
  );
};

/** Creates the record of a payment before the terminal is contacted. */
export function newRecord(
  request: PaymentRequest & { orderId: string },
  facts: {
    paymentId: string;
    attempt: number;
    at: number;
    link: string;
    simulated: boolean;
    partialApproval: boolean;
    /** Ten digits of this payment, if its request has them. */
    privateDigits?: string;
    /** True if the payment needs a permit to begin. */
    needsPermit: boolean;
    /** Id of the journal. */
    installation: string;
  },
  settings: Settings,
): PaymentRecord {
  return {
    version: 1,
    paymentId: facts.paymentId,
    orderId: request.orderId,
    attempt: facts.attempt,
    request,
    fingerprint: requestFingerprint(request),
    terminal: {
      registerNumber: settings.terminal.registerNumber,
      language: settings.terminal.language,
      link: facts.link,
      simulated: facts.simulated,
      authorisationForced: forcesAuthorization(request, settings),
      receiptLanguage: settings.terminal.receiptLanguage,
      ...(facts.partialApproval && { partialApproval: true }),
      ...(facts.privateDigits !== undefined && { privateDigits: facts.privateDigits }),
    },
    ...(facts.needsPermit && { leave: 'needed' as const }),
    installation: facts.installation,
    environment: hipayEnvironment(settings),
    ...(settings.shop !== '' && { shop: settings.shop }),
    ...(settings.till !== '' && { till: settings.till }),
    state: 'intended',
    createdAt: facts.at,
    updatedAt: facts.at,
    history: [{ state: 'intended', at: facts.at }],
  };
}
