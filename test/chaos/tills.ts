import type { PaymentAnswer } from '../../src/core/payment/payment-answer.ts';
import { aRequest } from '../fakes/payment-examples.ts';
import type { ChaosShop } from './chaos-shop.ts';
import { toldLine } from './log-lines.ts';
import { type Asked, askingKey } from './operations.ts';

export interface TillOrder {
  readonly orderId: string;
  readonly amountMinor: number;
  readonly asked: Asked;
  readonly throughOtherTab?: boolean;
}

/** What a till was told, and when. `lost`: the connector died before it answered. */
export interface Told extends TillOrder {
  readonly by: 'payment' | 'question';
  readonly answer: PaymentAnswer | 'lost';
  readonly chargesBefore: number;
  /** When it asked and when it heard. */
  readonly from: number;
  readonly to: number;
}

/** No wait has no end: twice the customer's time, the wait for HiPay, and slow storage fit in well. */
const longestWaitMs = 1_800_000;

/** The tills of a shop, with all that they were ever told. */
export class Tills {
  readonly told: Told[] = [];

  constructor(private readonly shop: ChaosShop) {}

  pay(order: TillOrder): Promise<Told> {
    const { orderId, amountMinor, asked } = order;
    this.shop.note(
      `till asks for ${asked.transactionType} ${asked.paymentMeans} ${amountMinor} as ${orderId}`,
    );
    const { asking } = this.shop;
    const key = askingKey(orderId, asked);
    asking.set(key, (asking.get(key) ?? 0) + 1);
    const till = this.shop.tillAt(order.throughOtherTab);
    // A page that finds no page with the terminal says so: no answer of any payment.
    const answering = till.api
      .takePayment(aRequest({ orderId, amountMinor, ...asked }))
      .catch((): 'lost' => 'lost');
    return this.#hear('payment', order, answering, till.death).finally(() => {
      const left = (asking.get(key) ?? 1) - 1;
      if (left > 0) asking.set(key, left);
      else asking.delete(key);
    });
  }

  /** A till that lost the answer asks what became of the order. */
  async ask(order: TillOrder): Promise<Told> {
    const { api, death } = this.shop.tillAt(order.throughOtherTab);
    const found = api.findOrder({ orderId: order.orderId });
    const answered = found
      .then((answer): PaymentAnswer | 'lost' => answer ?? 'lost')
      .catch(() => 'lost' as const);
    return this.#hear('question', order, answered, death);
  }

  async #hear(
    by: Told['by'],
    { orderId, amountMinor, asked }: TillOrder,
    answering: Promise<PaymentAnswer | 'lost'>,
    death: Promise<'dead'>,
  ): Promise<Told> {
    const { clock, terminal } = this.shop;
    const from = clock.monotonic();
    let stop = () => {};
    const tooLong = new Promise<'too long'>((resolve) => {
      stop = clock.after(longestWaitMs, () => resolve('too long'));
    });
    const heard = await Promise.race([answering, death, tooLong]);
    stop();
    if (heard === 'too long') this.shop.violation(`${orderId}: a wait without an end`);
    const answer: Told['answer'] = typeof heard === 'string' ? 'lost' : heard;
    const to = clock.monotonic();
    const chargesBefore = terminal.charges.length;
    const told: Told = { orderId, amountMinor, asked, by, answer, chargesBefore, from, to };
    this.told.push(told);
    const line = typeof answer === 'string' ? answer : toldLine(answer);
    this.shop.note(`till hears of ${asked.transactionType} ${orderId}: ${line}`);
    return told;
  }
}
