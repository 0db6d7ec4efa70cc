import { answerOfRecord } from '../core/payment/answer-of-record.ts';
import { attemptToTell } from '../core/payment/attempt-to-tell.ts';
import { movesMoney } from '../core/payment/operation-of.ts';
import { admitOrder } from '../core/payment/order-admission.ts';
import { isPaid } from '../core/payment/outcome.ts';
import type { PaymentAnswer } from '../core/payment/payment-answer.ts';
import type { PaymentRecord } from '../core/payment/payment-record.ts';
import { type PaymentRequest, requestFingerprint } from '../core/payment/payment-request.ts';
import { requestFault } from '../core/payment/request-fault.ts';
import { journalUnreadable, turnedAway } from '../core/payment/turned-away.ts';
import type { Outbox } from '../core/ports/outbox.ts';
import type { OutboxDelivery } from './deliver-outbox.ts';
import { type PaymentOutside, takePayment } from './take-payment.ts';
import { toldByDuplicate } from './told-by-duplicate.ts';

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
