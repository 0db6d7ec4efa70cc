import { formatMajor } from '../../../src/core/money/amount.ts';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import { openStates } from '../wire-rules.ts';
import type { PageJournal } from './page-journal.ts';
import type { RealPlan } from './real-plan.ts';
import type { RealStory } from './real-story.ts';
import type { TillReply } from './real-till.ts';

const mayBePaid = ['APPROVED', 'UNKNOWN', 'OTHER_PAYMENT'];
const saysNotCharged = ['NOT_SENT', 'DECLINED', 'CANCELLED'];

interface Evidence {
  readonly story: RealStory;
  readonly plans: readonly RealPlan[];
  readonly journal: PageJournal;
  /** The latest record of each payment in the sidecar's second copy. */
  readonly copies: ReadonlyMap<string, PaymentRecord>;
}

/** Compares the ledgers and the answers to the tills. Every line is a violation. */
export function judgeReal(evidence: Evidence): string[] {
  const { story, plans, journal, copies } = evidence;
  return [
    ...story.troubles,
    ...story.till.replies.flatMap(judgeTillReply),
    ...plans.flatMap((plan) => judgeOrder(plan, evidence)),
    ...journal.payments.flatMap((record) => judgeRecord(record, copies)),
    ...judgeGateway(story, journal),
  ];
}

function judgeTillReply({ orderId, result, outcome, chargesBefore, chargesAfter }: TillReply): string[] {
  if (result === 'a wait without an end') return [`${orderId}: ${result}`];
  if (result === 'SUCCESS' && chargesAfter === 0)
    return [`${orderId}: a till was answered SUCCESS without a charge`];
  if (saysNotCharged.includes(outcome) && chargesBefore > 0)
    return [`${orderId}: a till was answered ${result} ${outcome} although it had been charged`];
  return [];
}

/** Each order has its own amount, so the ledger's lines show their order. */
function judgeOrder({ orderId, amountMinor }: RealPlan, { story, journal }: Evidence): string[] {
  const charges = story.shop.terminal.charges(amountMinor);
  const records = journal.payments.filter((record) => record.orderId === orderId);
  const approved = records.filter(({ outcome }) => outcome === 'APPROVED').length;
  const covered = records.some(({ outcome }) => outcome && mayBePaid.includes(outcome));
  const outcomes = records.map(({ outcome, state }) => outcome ?? state).join(', ') || 'no record';
  return [
    ...(charges > 1 ? [`${orderId} was charged ${charges} times`] : []),
    ...(charges > 0 && !covered ? [`${orderId} was charged, and its records say ${outcomes}`] : []),
    ...(approved > charges ? [`${orderId} is APPROVED and the terminal has no such line`] : []),
  ];
}

function judgeRecord(record: PaymentRecord, copies: ReadonlyMap<string, PaymentRecord>): string[] {
  const { orderId, paymentId, state, outcome } = record;
  const copy = copies.get(paymentId);
  return [
    ...(openStates.includes(state) ? [`${orderId} is left at ${state}`] : []),
    ...(copy?.state === state && copy.outcome === outcome
      ? []
      : [
          `${orderId}: the second copy says ${copy?.state} ${copy?.outcome}, the journal ${state} ${outcome}`,
        ]),
  ];
}

/** HiPay must hold each approved sale once, with the exact amount, and nothing else. */
function judgeGateway({ shop }: RealStory, { payments, notifications }: PageJournal): string[] {
  const wanted = payments
    .filter(({ outcome }) => outcome === 'APPROVED')
    .map(({ orderId, request }) => `${orderId} ${formatMajor(request.amountMinor, request.currency)}`);
  const held = shop.gateway.twin.orders().map(({ orderid, amount }) => `${orderid} ${amount}`);
  const missing = (here: string[], there: string[]) => here.filter((order) => !there.includes(order));
  return [
    ...missing(wanted, held).map((order) => `HiPay never got ${order}`),
    ...missing(held, wanted).map((order) => `HiPay got ${order}, wrongly`),
    ...(held.length === wanted.length
      ? []
      : [`HiPay holds ${held.length} orders for ${wanted.length} sales`]),
    ...notifications
      .filter(({ state }) => state !== 'delivered')
      .map(({ orderId, state }) => `the notification of ${orderId} is left ${state}`),
  ];
}
