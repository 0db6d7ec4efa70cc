import { admitOrder, requestFault } from '../../core/payment/order-admission.ts';
import { isPaid } from '../../core/payment/outcome.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import { type PaymentRecord, paidAmountMinor } from '../../core/payment/payment-record.ts';
import { movesMoney, type PaymentRequest, requestFingerprint } from '../../core/payment/payment-request.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { Journal, Outbox } from '../../core/ports/storage.ts';
import {
  answerOfRecord,
  attemptToTell,
  journalUnreadable,
  turnedAway,
} from '../../core/records/answer-of-record.ts';
import type { OutboxDelivery } from '../outbox/deliver-outbox.ts';
import { type PaymentOutside, takePayment } from './take-payment.ts';

interface DuplicateOutside {
  readonly journal: Journal;
  readonly clock: Clock;
}

/** How far back a duplicate is looked up among the payments that are known. */
const knownWithinMs = 48 * 3_600_000;

/** What a duplicate says of the terminal's last payment, and which of ours that is. */
export async function toldByDuplicate(
  record: PaymentRecord,
  outside: DuplicateOutside,
): Promise<Pick<PaymentAnswer, 'told' | 'duplicateOf'>> {
  return { ...toldBy(record), ...(await knownAs(record, outside)) };
}

const toldBy = ({ answer }: PaymentRecord): Pick<PaymentAnswer, 'told'> =>
  answer ? { told: { amountMinor: answer.amountMinor, currencyNumeric: answer.currencyNumeric } } : {};

/** A duplicate that tells of a payment which is known to be paid proves nothing about another. */
async function knownAs(
  { answer, outcome }: PaymentRecord,
  { journal, clock }: DuplicateOutside,
): Promise<Pick<PaymentAnswer, 'duplicateOf'>> {
  const number = answer?.authorisationNumber;
  if (number === undefined || !isPaid(outcome)) return {};
  const recent = await journal.since(clock.now() - knownWithinMs, 2000).catch(() => []);
  const known = recent.find(
    (record) =>
      record.answer?.authorisationNumber === number &&
      paidAmountMinor(record) === answer?.amountMinor &&
      isPaid(record.outcome) &&
      movesMoney(record.request.transactionType),
  );
  return known ? { duplicateOf: known.orderId } : {};
}

export interface OrderOutside extends PaymentOutside {
  readonly outbox: Outbox;
  readonly delivery: Pick<OutboxDelivery, 'kick'>;
}

interface Running {
  readonly fingerprint: string;
  readonly answer: Promise<PaymentAnswer>;
}

type KnownOrder = PaymentRequest & { orderId: string };

const duplicateKey = (orderId: string): string => `\nduplicate ${orderId}`;

/** A duplicate has its payment's number, and neither stands in the other's way. No order number has a line end. */
const runningKey = ({ orderId, transactionType }: KnownOrder): string =>
  movesMoney(transactionType) ? orderId : duplicateKey(orderId);

/**
 * Where orders come in: decides whether one may be charged, lets one payment run at a time, joins a till that asks
 * twice to the payment that already runs, and waits a while for HiPay before it answers.
 */
export class OrderDesk {
  /** By `runningKey`. */
  #running = new Map<string, Running>();
  /** What has the terminal. A payment that only waits for HiPay has let it go. */
  #atTerminal: KnownOrder | undefined;
  /** By the monotonic clock. */
  #atTerminalSince = 0;

  get busy(): boolean {
    return this.#running.size > 0;
  }

  /** Resolves when no payment runs. */
  async settled(): Promise<void> {
    while (this.busy) await Promise.all([...this.#running.values()].map(({ answer }) => answer));
  }

  isRunning(orderId: string): boolean {
    return this.#running.has(orderId) || this.#running.has(duplicateKey(orderId));
  }

  take(request: PaymentRequest, outside: OrderOutside): Promise<PaymentAnswer> {
    const order: KnownOrder = { ...request, orderId: request.orderId ?? outside.ids.orderId() };
    const fresh = request.orderId === undefined;
    const { simulated } = outside.link;
    const fault = requestFault(order, outside.settings);
    if (fault) return Promise.resolve(turnedAway(order, simulated, fault.failure, fault.detail));
    const key = runningKey(order);
    const same = this.#running.get(key);
    if (same?.fingerprint === requestFingerprint(order)) return same.answer;
    if (same)
      return Promise.resolve(turnedAway(order, simulated, 'order-id-reused', 'it is being paid right now'));
    if (this.#atTerminal !== undefined) {
      const seconds = Math.floor((outside.clock.monotonic() - this.#atTerminalSince) / 1000);
      const detail = `order ${this.#atTerminal.orderId} is being paid, for ${seconds} s now`;
      // Only a new order is turned away: one that was paid, or may have been, is answered from the journal.
      return this.#admit(order, fresh, outside, async () =>
        turnedAway(order, simulated, 'payment-running', detail),
      );
    }
    // Entered before the first wait, so that two tills posting at once make one payment.
    const pay = (attempt: number) => this.#pay(order, attempt, outside);
    this.#atTerminal = order;
    this.#atTerminalSince = outside.clock.monotonic();
    const answer = this.#admit(order, fresh, outside, pay).finally(() => {
      this.#running.delete(key);
      this.#leaveTerminal(order);
    });
    this.#running.set(key, { fingerprint: requestFingerprint(order), answer });
    return answer;
  }

  /** The stored or running payment of an order. A duplicate is none. */
  async find(orderId: string, { journal, outbox }: Pick<OrderOutside, 'journal' | 'outbox'>) {
    const running = this.#running.get(orderId);
    if (running) return running.answer;
    const record = attemptToTell(await journal.ofOrder(orderId));
    return record ? answerOfRecord(record, await outbox.ofPayment(record.paymentId), true) : null;
  }

  async #admit(
    order: KnownOrder,
    /** Its number was made just now: nobody can have paid it before. */
    fresh: boolean,
    outside: OrderOutside,
    begin: (attempt: number) => Promise<PaymentAnswer>,
  ): Promise<PaymentAnswer> {
    const { simulated } = outside.link;
    const attempts = await outside.journal.ofOrder(order.orderId).catch(problemOf);
    if (typeof attempts === 'string')
      return fresh
        ? turnedAway(order, simulated, 'cannot-record', attempts)
        : journalUnreadable(order, simulated, attempts);
    const admission = admitOrder(order, attempts);
    switch (admission.kind) {
      case 'new':
        return begin(admission.attempt).catch((error: unknown) =>
          turnedAway(order, simulated, 'cannot-record', problemOf(error)),
        );
      case 'replay':
      case 'unresolved':
        return this.#answer(admission.record, outside, true);
      case 'reused':
        return turnedAway(order, simulated, 'order-id-reused', reusedDetail(admission.record));
      default:
        return admission satisfies never;
    }
  }

  async #pay(order: KnownOrder, attempt: number, outside: OrderOutside): Promise<PaymentAnswer> {
    const record = await takePayment(order, attempt, outside);
    this.#leaveTerminal(order);
    if (isPaid(record.outcome)) {
      outside.phase(record, 'notifying');
      await this.#firstDelivery(outside);
    }
    // The next customer may be paying already: the screen is theirs.
    if (this.#atTerminal === undefined) outside.phase(record, 'finished');
    const answer = await this.#answer(record, outside, false);
    return movesMoney(order.transactionType)
      ? answer
      : { ...answer, ...(await toldByDuplicate(record, outside)) };
  }

  #leaveTerminal(order: KnownOrder): void {
    if (this.#atTerminal === order) this.#atTerminal = undefined;
  }

  /** The till waits for HiPay at most so long; what is not told by then stays in the outbox. */
  async #firstDelivery({ delivery, clock, settings }: OrderOutside): Promise<void> {
    let stop = () => {};
    const limit = new Promise<void>((resolve) => {
      stop = clock.after(settings.notificationWaitMs, resolve);
    });
    await Promise.race([delivery.kick(), limit]);
    stop();
  }

  async #answer(record: PaymentRecord, outside: OrderOutside, replayed: boolean): Promise<PaymentAnswer> {
    // The payment is over: a storage that fails now must not hide its outcome.
    const entries = await outside.outbox.ofPayment(record.paymentId).catch(() => []);
    return answerOfRecord(record, entries, replayed);
  }
}

const reusedDetail = ({ request }: PaymentRecord): string =>
  `the number belongs to a payment of ${request.amountMinor} ${request.currency} minor units`;

const problemOf = (error: unknown): string => (error instanceof Error ? error.message : 'storage failed');
