import { sampleOrder } from '../../end-to-end/sample-order.ts';
import type { RealPlan } from './real-plan.ts';
import { pause, type RealShop } from './real-shop.ts';

/** One answer to a till. */
export interface TillReply {
  readonly orderId: string;
  readonly amountMinor: number;
  readonly method: 'POST' | 'GET';
  /** `SUCCESS`, `FAILURE`, or why there was neither. */
  readonly result: string;
  readonly outcome: string;
  /** The answer's text, if it has one. */
  readonly detail?: string;
  /** What the terminal's ledger had for this amount when the till asked, and when it got the answer. */
  readonly chargesBefore: number;
  readonly chargesAfter: number;
}

/** Longer than any payment with the campaign's timers, restarts included. */
const longestWaitMs = 60_000;
const maxTries = 8;
const maxQuestions = 5;

/** A till that tries again, with all answers that it got. */
export class RealTill {
  readonly replies: TillReply[] = [];

  constructor(private readonly shop: RealShop) {}

  /** Posts the order until an answer is final; `afterAnswer` runs before each new try. */
  async pay(plan: RealPlan, afterAnswer: () => Promise<void>): Promise<TillReply> {
    const euros = (plan.amountMinor / 100).toFixed(2);
    const order = sampleOrder({ order_id: plan.orderId, amount: euros });
    for (let tries = 1; ; tries++) {
      const reply = await this.#ask(plan, 'POST', '/order', order);
      await afterAnswer();
      if (reply.outcome === 'UNKNOWN') return this.#askAgain(plan, reply);
      const final = reply.result === 'SUCCESS' || ['DECLINED', 'OTHER_PAYMENT'].includes(reply.outcome);
      if (final || tries === maxTries) return reply;
      await pause(400);
    }
  }

  async #askAgain(plan: RealPlan, first: TillReply): Promise<TillReply> {
    let last = first;
    for (let asked = 0; asked < maxQuestions && last.result !== 'SUCCESS'; asked++) {
      await pause(600);
      last = await this.#ask(plan, 'GET', `/orders/${plan.orderId}`);
    }
    return last;
  }

  async #ask(
    plan: RealPlan,
    method: TillReply['method'],
    path: string,
    body?: Record<string, unknown>,
  ): Promise<TillReply> {
    const { orderId, amountMinor } = plan;
    const { terminal, sidecar } = this.shop;
    const chargesBefore = terminal.charges(amountMinor);
    const answer = await Promise.race([
      sidecar.call(method, path, body).then(readAnswer, () => ({ result: 'no answer', outcome: 'none' })),
      waitTooLong(),
    ]);
    const chargesAfter = terminal.charges(amountMinor);
    const reply = { orderId, amountMinor, method, ...answer, chargesBefore, chargesAfter };
    this.replies.push(reply);
    return reply;
  }
}

/** A timeout that does not keep the process alive. */
const waitTooLong = () =>
  new Promise<{ result: string; outcome: string }>((resolve) => {
    setTimeout(() => resolve({ result: 'a wait without an end', outcome: 'none' }), longestWaitMs).unref();
  });

/** Codes that do not say "not charged": another payment runs, the outcome is unknown, or another order has the number. */
const openCodes = ['1101', '1102', '1103'];

function readAnswer({ status, body }: { status: number; body: Record<string, unknown> }) {
  const error = body['error'] as { errorCode?: string; errorDescription?: string } | undefined;
  const code = error?.errorCode ?? '';
  // The error shape promises that nothing was sent to the terminal.
  if (error) {
    const outcome = openCodes.includes(code) ? 'none' : 'NOT_SENT';
    return { result: `${status} ${code}`, outcome, detail: error.errorDescription ?? '' };
  }
  return { result: String(body['paymentStatus']), outcome: String(body['outcome']) };
}
