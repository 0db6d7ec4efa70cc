import type { PaymentAnswer } from '../../src/core/payment/payment-answer.ts';
import { aRequest } from '../fakes/payment-examples.ts';
import type { ChaosShop } from './chaos-shop.ts';
import { answerLine } from './log-lines.ts';
import { type OperationRequest, requestKey } from './operations.ts';

export interface TillOrder {
  readonly orderId: string;
  readonly amountMinor: number;
  readonly operation: OperationRequest;
  readonly throughOtherTab?: boolean;
}

/** The answer to a till, and its times. `lost`: the connector died before it answered. */
export interface TillReply extends TillOrder {
  readonly by: 'payment' | 'question';
  readonly answer: PaymentAnswer | 'lost';
  /** The number of lines in the terminal's ledger when the answer came. */
  readonly chargesBefore: number;
  /** When the till asked, and when it had its answer. */
  readonly from: number;
  readonly to: number;
}

/** Every wait must end within this time: it covers twice the customer's time, the wait for HiPay and slow storage. */
const longestWaitMs = 1_800_000;

/** The tills of a shop, with all answers that they got. */
export class Tills {
  readonly replies: TillReply[] = [];

  constructor(private readonly shop: ChaosShop) {}

  pay(order: TillOrder): Promise<TillReply> {
    const { orderId, amountMinor, operation } = order;
    this.shop.note(
      `till asks for ${operation.transactionType} ${operation.paymentMeans} ${amountMinor} as ${orderId}`,
    );
    const { asking } = this.shop;
    const key = requestKey(orderId, operation);
    asking.set(key, (asking.get(key) ?? 0) + 1);
    const till = this.shop.tillAt(order.throughOtherTab);
    // A tab that finds no owner of the terminal rejects the call: that is no answer for a payment.
    const answering = till.api
      .takePayment(aRequest({ orderId, amountMinor, ...operation }))
      .catch((): 'lost' => 'lost');
    return this.#awaitAnswer('payment', order, answering, till.death).finally(() => {
      const left = (asking.get(key) ?? 1) - 1;
      if (left > 0) asking.set(key, left);
      else asking.delete(key);
    });
  }

  /** A till that lost the answer asks for the order's result. */
  async ask(order: TillOrder): Promise<TillReply> {
    const { api, death } = this.shop.tillAt(order.throughOtherTab);
    const found = api.findOrder({ orderId: order.orderId });
    const answered = found
      .then((answer): PaymentAnswer | 'lost' => answer ?? 'lost')
      .catch(() => 'lost' as const);
    return this.#awaitAnswer('question', order, answered, death);
  }

  async #awaitAnswer(
    by: TillReply['by'],
    { orderId, amountMinor, operation }: TillOrder,
    answering: Promise<PaymentAnswer | 'lost'>,
    death: Promise<'dead'>,
  ): Promise<TillReply> {
    const { clock, terminal } = this.shop;
    const from = clock.monotonic();
    let stop = () => {};
    const tooLong = new Promise<'too long'>((resolve) => {
      stop = clock.after(longestWaitMs, () => resolve('too long'));
    });
    const result = await Promise.race([answering, death, tooLong]);
    stop();
    if (result === 'too long') this.shop.violation(`${orderId}: a wait without an end`);
    const answer: TillReply['answer'] = typeof result === 'string' ? 'lost' : result;
    const to = clock.monotonic();
    const chargesBefore = terminal.charges.length;
    const reply: TillReply = { orderId, amountMinor, operation, by, answer, chargesBefore, from, to };
    this.replies.push(reply);
    const line = typeof answer === 'string' ? answer : answerLine(answer);
    this.shop.note(`till hears of ${operation.transactionType} ${orderId}: ${line}`);
    return reply;
  }
}
