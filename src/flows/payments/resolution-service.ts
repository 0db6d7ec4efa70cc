import type { CallParams, CallResult } from '../../core/connector-api/connector-api.ts';
import { keptAnswerMs, maxRecentRecords, sentAt } from '../../core/payment/answer-in-doubt.ts';
import { echoDifferences } from '../../core/payment/answer-judgement.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import { movesMoney } from '../../core/payment/payment-request.ts';
import { answerOfRecord } from '../../core/records/answer-of-record.ts';
import type { TerminalAnswer } from '../../core/terminal/dialect.ts';
import type { OutboxDelivery } from '../outbox/deliver-outbox.ts';
import { importRecords } from '../records/read-records.ts';
import { joinRecords } from '../records/shared-records.ts';
import type { SnapshotStore } from '../snapshot-store.ts';
import type { AnswerAction } from '../terminal/terminal.ts';
import type { PaymentServiceDeps } from './payment-service.ts';
import { applyPaymentEvent, type TakePaymentDeps } from './take-payment.ts';
import { findProven, findUnsettledLike, isSentWithoutEnd } from './unsettled-payments.ts';

/**
 * Runs tasks that read a record and write it back, one after the other. A person's decision and the terminal's late
 * answer may come at the same moment, and neither may overwrite the other.
 */
export class TaskQueue {
  #last: Promise<unknown> = Promise.resolve();

  run<Result>(task: () => Promise<Result>): Promise<Result> {
    const done = this.#last.then(task);
    this.#last = done.catch(() => {});
    return done;
  }
}

type ResolvePaymentDeps = Pick<
  PaymentServiceDeps,
  'journal' | 'outbox' | 'clock' | 'ids' | 'digest' | 'settings' | 'onLateAnswer'
>;
type Answer = CallResult<'resolvePayment'>;

const refused = (failure: Extract<Answer, { resolved: false }>['failure'], detail: string): Answer => ({
  resolved: false,
  failure,
  detail,
});

/**
 * Applies a person's decision about an unknown payment, or a correction of the decision that the person saw. Never
 * rejects: a decision that cannot be written is refused.
 */
export async function resolvePayment(
  { paymentId, corrects, ...decision }: CallParams<'resolvePayment'>,
  isRunning: (orderId: string) => boolean,
  deps: ResolvePaymentDeps,
): Promise<Answer> {
  try {
    const found = await deps.journal.find(paymentId);
    if (!found) return refused('request-invalid', 'no payment has this id');
    if (isRunning(found.orderId)) return refused('payment-running', 'this payment still runs');
    const record = await settleUnwritten(found, deps);
    const isCorrection =
      record.state === 'resolved' && corrects !== undefined && record.resolution?.at === corrects;
    if (record.state !== 'unknown' && !isCorrection)
      return refused('request-invalid', `the payment is ${record.state} already`);
    const step = await applyPaymentEvent(record, { kind: 'resolve', ...decision }, deps);
    const entries = await deps.outbox.ofPayment(paymentId).catch(() => []);
    return { resolved: true, answer: answerOfRecord(step.record, entries, false) };
  } catch (error) {
    return refused('cannot-record', error instanceof Error ? error.message : 'storage failed');
  }
}

/**
 * Settles a payment whose end could not be written, so the journal still shows it as running. The person does not have
 * to restart the connector first.
 */
async function settleUnwritten(record: PaymentRecord, deps: ResolvePaymentDeps): Promise<PaymentRecord> {
  if (record.state !== 'sending' && record.state !== 'waiting') return record;
  return (await applyPaymentEvent(record, { kind: 'restart' }, deps)).record;
}

/**
 * True if another browser may still run this payment: the sidecar has lost its connection and waits for it. Only that
 * browser knows the payment's end.
 */
async function mayRunElsewhere(
  paymentId: string,
  { journal, secondCopy }: Pick<PaymentServiceDeps, 'journal' | 'secondCopy'>,
): Promise<boolean> {
  const found = secondCopy && (await journal.find(paymentId).catch(() => undefined));
  const known = found && (await secondCopy.recordsOf(found.orderId).catch(() => undefined));
  return known?.elsewhere.includes(paymentId) ?? false;
}

/** Marks the alarm as seen; it stays in the record. */
export async function dismissAlarm(paymentId: string, deps: ResolvePaymentDeps): Promise<boolean> {
  const record = await deps.journal.find(paymentId).catch(() => undefined);
  if (!record) return false;
  const step = await applyPaymentEvent(record, { kind: 'alarm-seen' }, deps).catch(() => undefined);
  return step !== undefined && step.effects.length > 0;
}

/**
 * True if the journal shows that this payment is the last one sent to the terminal. A terminal runs one payment at a
 * time, so an unrequested answer belongs to the last one. If it seems to fit an older payment, it may be the repeated
 * answer of a later payment with the same amount. If a clock was set back between two payments, their order is unclear
 * and the result is false.
 *
 * @param others the records of the last hours
 */
export function isLastSent(record: PaymentRecord, others: readonly PaymentRecord[], now: number): boolean {
  const ownSentAt = sentAt(record);
  if (ownSentAt === undefined || ownSentAt > now) return false;
  return others.every((other) => {
    const otherSentAt = sentAt(other);
    if (otherSentAt === undefined || other.paymentId === record.paymentId) return true;
    return Math.max(otherSentAt, other.answer?.receivedAt ?? 0) < ownSentAt;
  });
}

type LateAnswerDeps = Pick<
  TakePaymentDeps,
  'journal' | 'clock' | 'ids' | 'digest' | 'settings' | 'onLateAnswer' | 'dialect'
>;

/**
 * Handles an answer that was not requested: it came after its payment had become unknown, or it is a repeat because our
 * ACK was lost. Private digits in the answer prove to which payment it belongs. Without them:
 *
 * * It settles a payment without an end only if no other payment fits by register, amount and currency; a payment that a
 *   person has resolved may be this other payment. If two fit, a person must decide.
 * * If only resolved payments fit, the newest one gets the answer.
 * * It settles nothing if another payment was sent to the terminal later, because it may repeat the answer of that
 *   payment.
 *
 * An answer that contradicts the end of the payment that was sent last, shortly after that end: an acceptance puts a refused
 * payment in doubt, a refusal raises an alarm about a paid one.
 *
 * A readable answer is acknowledged even if it settles nothing, because the terminal would otherwise refuse the next
 * payment. Only an answer to a payment that still runs is not acknowledged: the terminal sends it again.
 */
export async function handleLateAnswer(
  body: string,
  isRunning: (orderId: string) => boolean,
  deps: LateAnswerDeps,
): Promise<{ action: AnswerAction; settled?: PaymentRecord }> {
  const answer = deps.dialect.readAnswer(body);
  if (!answer) return { action: 'repeat' };
  const found = await findPaymentOf(answer, deps);
  if (!found) return { action: 'acknowledge' };
  // The end of this payment is being written: the terminal will send the answer again.
  if (isSentWithoutEnd(found) && isRunning(found.orderId)) return { action: 'ignore' };
  const record = isSentWithoutEnd(found)
    ? (await applyPaymentEvent(found, { kind: 'restart' }, deps)).record
    : found;
  const origin = hasEnded(record) ? 'unasked' : 'awaited';
  const step = await applyPaymentEvent(record, { kind: 'answer', answer, origin }, deps);
  return { action: 'acknowledge', settled: step.record };
}

const hasEnded = ({ state }: PaymentRecord): boolean => state === 'answered' || state === 'closed';

/** True if the terminal may still send another result of this payment, which ended a short time ago. */
const mayBeContradicted = (record: PaymentRecord, answer: TerminalAnswer, from: number): boolean =>
  hasEnded(record) &&
  movesMoney(record.request.transactionType) &&
  (record.history.at(-1)?.at ?? record.updatedAt) >= from &&
  echoDifferences(record, answer).length === 0;

async function findPaymentOf(
  answer: TerminalAnswer,
  { journal, clock, settings }: LateAnswerDeps,
): Promise<PaymentRecord | undefined> {
  const proven = await findProven(answer, journal, clock.now());
  if (proven) return proven.state === 'resolved' && proven.lateAnswer !== undefined ? undefined : proven;
  const unknown = await findUnsettledLike(answer, journal);
  const recent = await journal.since(clock.now() - keptAnswerMs, maxRecentRecords);
  const resolved = recent.filter(
    (record) =>
      record.state === 'resolved' &&
      record.lateAnswer === undefined &&
      answer.amountMinor !== undefined &&
      echoDifferences(record, answer).length === 0,
  );
  const [only, another] = [...unknown, ...resolved];
  // If all are resolved, the newest gets the answer, because an answer that contradicts a person must be shown.
  const isClear = only && !(another && unknown.length > 0);
  if (isClear && isLastSent(only, recent, clock.now())) return only;
  const from = clock.now() - settings.terminal.timers.customerMs;
  return recent.find(
    (record) => mayBeContradicted(record, answer, from) && isLastSent(record, recent, clock.now()),
  );
}

interface ResolutionServiceDeps {
  readonly snapshots: SnapshotStore;
  readonly delivery: OutboxDelivery;
  /** True if this tab owns the terminal. Only this tab settles payments, because it gets the late answers. */
  isOwner(): boolean;
  isRunning(orderId: string): boolean;
  isBusy(): boolean;
  paymentDeps(): PaymentServiceDeps;
  /** Settles payments without an end that do not run. */
  recover(): Promise<void>;
}

/** Settles unknown payments, by a person's decision or by a late answer. */
export class ResolutionService {
  readonly #settling = new TaskQueue();

  constructor(private readonly deps: ResolutionServiceDeps) {}

  async resolve(params: CallParams<'resolvePayment'>): Promise<CallResult<'resolvePayment'>> {
    const { snapshots, delivery, isOwner, isRunning, paymentDeps } = this.deps;
    if (!isOwner()) return { resolved: false, failure: 'not-owner', detail: 'another tab owns the terminal' };
    const deps = paymentDeps();
    if (await mayRunElsewhere(params.paymentId, deps))
      return refused('payment-running', 'this payment may still run in another browser: wait half a minute');
    const answer = await this.#settling.run(() => resolvePayment(params, isRunning, deps));
    const record = await deps.journal.find(params.paymentId).catch(() => undefined);
    if (answer.resolved && record) snapshots.changed(record);
    void delivery.deliverNow();
    return answer;
  }

  async dismiss({ paymentId }: CallParams<'dismissAlarm'>): Promise<CallResult<'dismissAlarm'>> {
    const dismissed = await this.#settling.run(() => dismissAlarm(paymentId, this.deps.paymentDeps()));
    await this.deps.snapshots.refresh();
    return { dismissed };
  }

  /** Runs in the same queue as the other tasks, because another task may be about to settle an imported payment. */
  async importRecords(text: string): Promise<CallResult<'importRecords'>> {
    const { snapshots, delivery, isOwner, isBusy, paymentDeps } = this.deps;
    if (!isOwner()) return { imported: false, failure: 'not-owner', detail: 'another tab owns the terminal' };
    if (isBusy()) return { imported: false, failure: 'payment-running', detail: 'a payment is running' };
    const deps = paymentDeps();
    const answer = await this.#settling.run(() => importRecords(text, { ...deps, now: deps.clock.now() }));
    await snapshots.refresh();
    void delivery.deliverNow();
    return answer;
  }

  /** Allowed while a payment runs, because that payment does not change. */
  async joinRecords({ file }: CallParams<'joinRecords'>): Promise<CallResult<'joinRecords'>> {
    const { snapshots, delivery, isOwner, isRunning, paymentDeps, recover } = this.deps;
    if (!isOwner()) throw new Error('another tab owns the terminal');
    const deps = paymentDeps();
    const { joined, takenOver } = await this.#settling.run(async () => {
      const done = await joinRecords(file, isRunning, { ...deps, now: deps.clock.now() });
      if (done.hasUnfinished) await recover();
      return done;
    });
    if (takenOver.payments > 0 || takenOver.notifications > 0) {
      const { payments: before = 0, notifications = 0 } = snapshots.now.takenOver ?? {};
      const all = {
        payments: before + takenOver.payments,
        notifications: notifications + takenOver.notifications,
      };
      snapshots.show({ takenOver: all });
    }
    if (joined.length > 0) {
      await snapshots.refresh(joined);
      void delivery.deliverNow();
    }
    return { joined: joined.length, notifications: takenOver.notifications };
  }

  async lateAnswer(body: string): Promise<AnswerAction> {
    const { isRunning, paymentDeps } = this.deps;
    const { action } = await this.#settling.run(() => handleLateAnswer(body, isRunning, paymentDeps()));
    return action;
  }
}
