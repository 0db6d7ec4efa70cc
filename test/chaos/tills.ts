import type { PaymentAnswer } from '../../src/core/payment/payment-answer.ts';
import { aRequest } from '../fakes/payment-examples.ts';
import type { ChaosShop } from './chaos-shop.ts';
import { toldLine } from './log-lines.ts';

/** What a till was told, and when. `lost`: the connector died before it answered. */
export interface Told {
  readonly orderId: string;
  readonly amountMinor: number;
  readonly by: 'payment' | 'question';
  readonly answer: PaymentAnswer | 'lost';
  readonly chargesBefore: number;
}

/** No wait has no end: twice the customer's time, the wait for HiPay, and slow storage fit in well. */
const longestWaitMs = 1_800_000;

/** The tills of a shop, with all that they were ever told. */
export class Tills {
  readonly told: Told[] = [];

  constructor(private readonly shop: ChaosShop) {}

  pay(orderId: string, amountMinor: number): Promise<Told> {
    this.shop.note(`till asks for ${amountMinor} as ${orderId}`);
    const { connector, asking } = this.shop;
    asking.set(orderId, (asking.get(orderId) ?? 0) + 1);
    const answering = connector.takePayment(aRequest({ orderId, amountMinor }));
    return this.#hear('payment', orderId, amountMinor, answering).finally(() => {
      const left = (asking.get(orderId) ?? 1) - 1;
      if (left > 0) asking.set(orderId, left);
      else asking.delete(orderId);
    });
  }

  /** A till that lost the answer asks what became of the order. */
  async ask(orderId: string, amountMinor: number): Promise<Told> {
    const found = this.shop.connector.findOrder({ orderId });
    const answered = found
      .then((answer): PaymentAnswer | 'lost' => answer ?? 'lost')
      .catch(() => 'lost' as const);
    return this.#hear('question', orderId, amountMinor, answered);
  }

  async #hear(
    by: Told['by'],
    orderId: string,
    amountMinor: number,
    answering: Promise<PaymentAnswer | 'lost'>,
  ): Promise<Told> {
    const { life, clock, terminal } = this.shop;
    let stop = () => {};
    const tooLong = new Promise<'too long'>((resolve) => {
      stop = clock.after(longestWaitMs, () => resolve('too long'));
    });
    const heard = await Promise.race([answering, life.death, tooLong]);
    stop();
    if (heard === 'too long') this.shop.violation(`${orderId}: a wait without an end`);
    const answer: Told['answer'] = typeof heard === 'string' ? 'lost' : heard;
    const told: Told = { orderId, amountMinor, by, answer, chargesBefore: terminal.charges.length };
    this.told.push(told);
    this.shop.note(`till hears of ${orderId}: ${typeof answer === 'string' ? answer : toldLine(answer)}`);
    return told;
  }
}
