import { seedPayment } from '../../end-to-end/seed-payment.ts';
import type { RealPlan } from './real-plan.ts';
import { pause, type RealShop } from './real-shop.ts';

/** What a till was told once. */
export interface TillTold {
  readonly orderId: string;
  readonly amountMinor: number;
  readonly asked: 'POST' | 'GET';
  /** `SUCCESS`, `FAILURE`, or why there was no such word. */
  readonly said: string;
  readonly outcome: string;
  /** In words, where the answer has some. */
  readonly detail?: string;
  /** What the terminal's ledger had for this amount as the till began to ask, and as it was told. */
  readonly chargesBefore: number;
  readonly chargesThen: number;
}

/** No payment takes so long with the campaign's timers, restarts included. */
const endlessMs = 60_000;
const mostTries = 8;
const mostQuestions = 5;

/** A till that does not give up at once, with all that it was ever told. */
export class RealTill {
  readonly told: TillTold[] = [];

  constructor(private readonly shop: RealShop) {}

  /** Posts the order until an answer says what became of it; `afterAnswer` runs before it tries again. */
  async pay(plan: RealPlan, afterAnswer: () => Promise<void>): Promise<TillTold> {
    const euros = (plan.amountMinor / 100).toFixed(2);
    const order = seedPayment({ order_id: plan.orderId, amount: euros });
    for (let tries = 1; ; tries++) {
      const told = await this.#ask(plan, 'POST', '/order', order);
      await afterAnswer();
      if (told.outcome === 'UNKNOWN') return this.#wonder(plan, told);
      const final = told.said === 'SUCCESS' || ['DECLINED', 'OTHER_PAYMENT'].includes(told.outcome);
      if (final || tries === mostTries) return told;
      await pause(400);
    }
  }

  async #wonder(plan: RealPlan, first: TillTold): Promise<TillTold> {
    let last = first;
    for (let asked = 0; asked < mostQuestions && last.said !== 'SUCCESS'; asked++) {
      await pause(600);
      last = await this.#ask(plan, 'GET', `/orders/${plan.orderId}`);
    }
    return last;
  }

  async #ask(
    plan: RealPlan,
    asked: TillTold['asked'],
    path: string,
    body?: Record<string, unknown>,
  ): Promise<TillTold> {
    const { orderId, amountMinor } = plan;
    const { terminal, sidecar } = this.shop;
    const chargesBefore = terminal.charges(amountMinor);
    const heard = await Promise.race([
      sidecar.call(asked, path, body).then(readAnswer, () => ({ said: 'no answer', outcome: 'none' })),
      endless(),
    ]);
    const chargesThen = terminal.charges(amountMinor);
    const told = { orderId, amountMinor, asked, ...heard, chargesBefore, chargesThen };
    this.told.push(told);
    return told;
  }
}

/** Does not keep the program alive. */
const endless = () =>
  new Promise<{ said: string; outcome: string }>((resolve) => {
    setTimeout(() => resolve({ said: 'a wait without an end', outcome: 'none' }), endlessMs).unref();
  });

/** Codes that do not say "not charged": another payment runs, nobody knows, the number is another order's. */
const openCodes = ['1101', '1102', '1103'];

function readAnswer({ status, body }: { status: number; body: Record<string, unknown> }) {
  const error = body['error'] as { errorCode?: string; errorDescription?: string } | undefined;
  const code = error?.errorCode ?? '';
  // The error shape promises that nothing was sent to the terminal.
  if (error) {
    const outcome = openCodes.includes(code) ? 'none' : 'NOT_SENT';
    return { said: `${status} ${code}`, outcome, detail: error.errorDescription ?? '' };
  }
  return { said: String(body['paymentStatus']), outcome: String(body['outcome']) };
}
