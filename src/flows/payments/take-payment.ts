import type { PaymentContext, PermitRefusal } from '../../core/connector-api/connector-api.ts';
import type { LivePayment, PaymentPhase, TerminalStatus } from '../../core/connector-api/snapshot.ts';
import type { FailureName } from '../../core/failures/failures.ts';
import type { Digest } from '../../core/hipay/order-hash.ts';
import { createNotifications } from '../../core/hipay/passive-order.ts';
import {
  endAsUnknown,
  newRecord,
  type PaymentEvent,
  stepPayment,
} from '../../core/payment/payment-machine.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import { movesMoney, operationOf, type PaymentRequest } from '../../core/payment/payment-request.ts';
import { countedAt } from '../../core/payment/simulated-payments.ts';
import type { Clock, Ids } from '../../core/ports/host.ts';
import type { Journal } from '../../core/ports/storage.ts';
import { admitOrder } from '../../core/records/order-admission.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { privateDigitsOf } from '../../core/terminal/concert-v2/private-digits.ts';
import type { AnswerOrigin, Dialect, EndOfSession } from '../../core/terminal/dialect.ts';
import type { AnswerAction, Exchange, Terminal } from '../terminal/terminal.ts';
import { RefundRefused, readSale } from './refunds.ts';
import { findOtherPaymentOfAnswer, judgeOrigin } from './unsettled-payments.ts';

export interface TakePaymentDeps {
  readonly journal: Journal;
  /** Id of the journal. */
  readonly journalId: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly digest: Digest;
  readonly terminal: Pick<Terminal, 'exchange'> & { status(): TerminalStatus };
  readonly dialect: Dialect;
  readonly settings: Settings;
  readonly link: { readonly kind: string; readonly simulated: boolean };
  /** Shows the phase of the payment; `record` is its record at this moment. `askedBy` is given with the first phase only. */
  showPhase(record: PaymentRecord, phase: PaymentPhase, askedBy?: LivePayment['askedBy']): void;
  /** Settles another payment by its answer, which came while this payment waits. */
  settleOther(body: string): Promise<AnswerAction>;
  /** Called after a late answer was written to this record, which now has an alarm. */
  onLateAnswer(record: PaymentRecord): void;
  /** Keeps the last record of a payment if the storage has refused it. */
  keepUnwritten(record: PaymentRecord): void;
}

/** An exchange must have ended at most this time after the payment's limit, ms. */
const maxOvertimeMs = 10_000;

/** Number of times that the terminal may repeat an unreadable answer before a person must resolve the payment. */
const maxUnreadableRepeats = 2;

/** Time in which the sidecar, or the page of a web till, must give the permit, ms. */
const permitLimitMs = 2000;
/** Time for which a permit is valid after the request for it, ms: longer than a terminal takes to answer ENQ. */
const permitValidMs = 20_000;

const tillLeft: PermitRefusal = {
  failure: 'till-left',
  detail: 'the till does not wait for this payment any more',
};
/** For a permit that does not come in time because this computer is slow: the till may still wait. */
const noPermitInTime: PermitRefusal = {
  failure: 'unknown-error',
  detail: `nothing was sent: leave to begin did not come within ${permitLimitMs / 1000} s, because this computer is busy`,
};

const otherPaymentOfOrder = 'nothing was sent: another payment of this order is paid or in doubt';

const failureOfStatus: Partial<Record<TerminalStatus['state'], FailureName>> = {
  'not-chosen': 'terminal-not-chosen',
  'in-use': 'port-in-use',
};

type TakePaymentContext = Pick<PaymentContext, 'givePermit' | 'permitNotStored'> & {
  readonly attempt: number;
  /** The till that asks for the payment, for the screen. Absent: a person has entered it. */
  readonly askedBy?: LivePayment['askedBy'];
};

/**
 * Takes one payment from its first record to its outcome. Each step is written to the journal before it is carried out.
 * Resolves with the record in its last state. Rejects only if the journal fails before anything was sent, or refuses a refund.
 */
export async function takePayment(
  request: PaymentRequest & { orderId: string },
  { attempt, givePermit, permitNotStored, askedBy }: TakePaymentContext,
  deps: TakePaymentDeps,
): Promise<PaymentRecord> {
  const { clock, ids, link, settings } = deps;
  const { partialApproval, sendsPrivateDigits } = deps.dialect;
  const paymentId = ids.unique();
  const privateDigits = sendsPrivateDigits ? { privateDigits: privateDigitsOf(paymentId) } : {};
  const knownAtStart = {
    paymentId,
    ...privateDigits,
    attempt,
    at: clock.now(),
    link: link.kind,
    simulated: link.simulated,
    partialApproval,
    needsPermit: givePermit !== undefined && permitNotStored !== true,
    installation: deps.journalId,
  };
  const payment = new RunningPayment(newRecord(request, knownAtStart, settings), deps);
  await payment.begin(askedBy);
  const encoded = deps.dialect.encodeRequest({
    operation: operationOf(request.transactionType),
    means: request.paymentMeans,
    registerNumber: settings.terminal.registerNumber,
    amountMinor: request.amountMinor,
    currency: request.currency,
    forceAuthorization: payment.record.terminal.authorisationForced,
    longAnswer: settings.terminal.longAnswer,
    receipts: settings.terminal.receipts,
    ...(request.receiptTo && { receiptTo: request.receiptTo }),
    ...privateDigits,
  });
  if (!encoded.ok) return payment.refuse('request-invalid', encoded.reason);
  if (givePermit && !(await payment.askPermit(givePermit))) return payment.record;
  deps.showPhase(payment.record, 'calling-terminal');
  return payment.run(encoded.body);
}

/** A running payment: its record, and the events that change it. */
class RunningPayment implements Exchange {
  #unreadable = 0;
  /** End of the permit to begin, on the monotonic clock, ms. */
  #permitUntil = Number.POSITIVE_INFINITY;
  /** End of the payment's limit, on the monotonic clock. */
  #limitAt = Number.POSITIVE_INFINITY;
  #resolveSettled: (record: PaymentRecord) => void = () => {};
  /** Events are processed one at a time, so that no event overtakes a write. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(
    public record: PaymentRecord,
    private readonly deps: TakePaymentDeps,
  ) {}

  async begin(askedBy: LivePayment['askedBy']): Promise<void> {
    this.deps.showPhase(this.record, 'recording', askedBy);
    const { journal } = this.deps;
    if (this.record.request.refundOf === undefined) return journal.write(this.record);
    const start = await journal.writeRefund(this.record);
    if (start.kind === 'refused') throw new RefundRefused(start.refusal);
  }

  /** Asks for the permit to begin. Without a permit the payment is closed, and nothing was sent. */
  async askPermit(givePermit: NonNullable<PaymentContext['givePermit']>): Promise<boolean> {
    const { clock, journal } = this.deps;
    const { paymentId, orderId, request } = this.record;
    const payments = await journal.ofOrder(orderId);
    const { refundOf } = request;
    const refundedSale = refundOf === undefined ? undefined : await readSale(journal, refundOf);
    const saleRecords = refundedSale && { saleRecords: [...refundedSale.sale, ...refundedSale.refunds] };
    const askedAt = clock.monotonic();
    let stop = () => {};
    const limit = new Promise<PermitRefusal>((resolve) => {
      stop = clock.after(permitLimitMs, () => resolve(noPermitInTime));
    });
    const asking = givePermit({ paymentId, orderId, payments, ...saleRecords }).catch(() => false as const);
    const answer = await Promise.race([asking, limit]);
    stop();
    // If the page was suspended meanwhile, the answer and the limit arrive together, and the answer may be old.
    const isInTime = clock.monotonic() - askedAt <= permitLimitMs;
    this.#permitUntil = askedAt + permitValidMs;
    if (answer === true && isInTime) return true;
    const refusal = answer === true ? noPermitInTime : answer === false ? tillLeft : answer;
    await this.#apply({ kind: 'permit-refused', ...refusal });
    return false;
  }

  async refuse(failure: FailureName, detail: string): Promise<PaymentRecord> {
    await this.#apply({ kind: 'not-begun', failure, detail });
    return this.record;
  }

  /** Resolves as soon as the answer is stored, because the till must not wait for the terminal's last EOT. */
  async run(body: string): Promise<PaymentRecord> {
    const settled = new Promise<PaymentRecord>((resolve) => {
      this.#resolveSettled = resolve;
    });
    const { clock, settings } = this.deps;
    const { customerMs } = settings.terminal.timers;
    this.#limitAt = clock.monotonic() + customerMs;
    const startLimit = new AbortController();
    // At least half of the limit is for the customer: a request that is not sent in the first half is never sent.
    const stopStartTimer = clock.after(customerMs / 2, () => startLimit.abort());
    const stopLimitTimer = clock.after(customerMs + maxOvertimeMs, () => void this.#endByLimit());
    const ended = this.deps.terminal.exchange(body, this, startLimit.signal).then(async (how) => {
      if (how === 'no-line') {
        const status = this.deps.terminal.status();
        return this.refuse(failureOfStatus[status.state] ?? 'terminal-away', status.description);
      }
      await this.#apply({ kind: 'session-ended', how }).catch(() => this.#unrecorded(how));
      return this.record;
    });
    try {
      return await Promise.race([settled, ended]);
    } finally {
      stopStartTimer();
      stopLimitTimer();
    }
  }

  get movesNoMoney(): boolean {
    return !movesMoney(this.record.request.transactionType);
  }

  timeLeft(): number {
    return this.#limitAt - this.deps.clock.monotonic();
  }

  /** Ends a payment whose exchange does not end. If the request was not sent yet, it is never sent. */
  async #endByLimit(): Promise<void> {
    const end = ({ state }: PaymentRecord): PaymentEvent => ({
      kind: 'session-ended',
      how: state === 'intended' ? 'abandoned' : 'overdue',
    });
    await this.#apply(end).catch(() => this.#unrecorded('abandoned'));
    this.#resolveSettled(this.record);
  }

  async allowFrame(): Promise<boolean> {
    // The page was suspended after it got its permit: the till may have left.
    if (this.deps.clock.monotonic() > this.#permitUntil) return false;
    if (!(await this.#mayCharge())) {
      await this.#apply({ kind: 'not-begun', failure: 'unknown-error', detail: otherPaymentOfOrder });
      return false;
    }
    const effects = await this.#apply({ kind: 'permission-asked' });
    const granted = effects.some(({ kind }) => kind === 'grant-permission');
    if (granted) this.deps.showPhase(this.record, 'sending');
    return granted;
  }

  /**
   * Asks again whether the order may be charged, directly before the frame: while this payment asked for the line, the terminal
   * may have delivered the late answer to an earlier payment of the order, or another copy of the journal may have come.
   */
  async #mayCharge(): Promise<boolean> {
    const { paymentId, orderId, request, terminal } = this.record;
    const { journal, clock, settings } = this.deps;
    const payments = countedAt(await journal.ofOrder(orderId), terminal.simulated);
    const others = payments.filter((record) => record.paymentId !== paymentId);
    return admitOrder(request, others, { now: clock.now(), replayMs: settings.replayMs }).kind === 'new';
  }

  accepted(): void {
    // If this write fails, the record stays at `sending`, which is as safe as `waiting`.
    this.#apply({ kind: 'accepted' }).catch(() => {});
    this.deps.showPhase(this.record, 'customer');
  }

  isAcceptance(body: string): boolean {
    return this.deps.dialect.readAnswer(body)?.verdict === 'accepted';
  }

  async answer(body: string, origin: AnswerOrigin): Promise<AnswerAction> {
    const answer = this.deps.dialect.readAnswer(body);
    if (!answer) {
      if (this.#unreadable++ < maxUnreadableRepeats) return 'repeat';
      await this.#giveUp('the terminal’s answer cannot be read: its length or layout is not known');
      return 'acknowledge';
    }
    this.deps.showPhase(this.record, 'answer');
    await this.#queue;
    const { journal, clock } = this.deps;
    const other = await findOtherPaymentOfAnswer(this.record, answer, journal, clock.now());
    if (other) {
      const action = await this.deps.settleOther(body);
      if (origin !== 'collision') {
        // Our request was sent, so the answer to it still comes.
        this.deps.showPhase(this.record, 'customer');
        return action === 'acknowledge' ? 'go-on' : action;
      }
    }
    const judged = await judgeOrigin(this.record, answer, other ? 'collision' : origin, journal, clock.now());
    const effects = await this.#apply({ kind: 'answer', answer, origin: judged });
    this.#resolveSettled(this.record);
    return effects.some(({ kind }) => kind === 'acknowledge-answer') ? 'acknowledge' : 'ignore';
  }

  /**
   * Handles an end that cannot be written. A frame is sent only after `sending` was written, so an end in `intended` is
   * certain. Otherwise the record on disk is at `sending` or later, so a restart makes it unknown too.
   */
  #unrecorded(how: EndOfSession): void {
    const at = this.deps.clock.now();
    this.record =
      this.record.state === 'intended'
        ? stepPayment(this.record, { kind: 'session-ended', how }, at).record
        : endAsUnknown(this.record, 'the result could not be recorded', at);
    this.deps.keepUnwritten(this.record);
  }

  async #giveUp(detail: string): Promise<void> {
    const record = endAsUnknown(this.record, detail, this.deps.clock.now());
    await this.deps.journal.write(record);
    this.record = record;
    this.#resolveSettled(record);
  }

  #apply(next: PaymentEvent | ((record: PaymentRecord) => PaymentEvent)) {
    const applied = this.#queue.then(async () => {
      const event = typeof next === 'function' ? next(this.record) : next;
      const { record, effects } = await applyPaymentEvent(this.record, event, this.deps);
      this.record = record;
      return effects;
    });
    this.#queue = applied.catch(() => {});
    return applied;
  }
}

/**
 * Applies one event to one record: the step, then its writes. Rejects if a write fails; the record then stays
 * unchanged, and the step that needed the write is not carried out.
 */
export async function applyPaymentEvent(
  record: PaymentRecord,
  event: PaymentEvent,
  deps: Pick<TakePaymentDeps, 'journal' | 'clock' | 'ids' | 'digest' | 'settings' | 'onLateAnswer'>,
) {
  const { journal, clock, ids, digest, settings } = deps;
  const step = stepPayment(record, event, clock.now());
  for (const effect of step.effects) {
    if (effect.kind === 'write') await journal.write(step.record);
    if (effect.kind === 'write-with-notifications') {
      const created = createNotifications(step.record, settings, digest, () => ids.unique(), clock.now());
      await journal.writeWithNotifications(step.record, await created);
    }
    if (effect.kind === 'alarm-late-answer') deps.onLateAnswer(step.record);
  }
  return step;
}
