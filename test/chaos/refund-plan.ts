import type { OperationRequest } from './operations.ts';
import { type PaymentPlan, planPayment } from './payment-plan.ts';
import type { Chance } from './seeded-chance.ts';
import type { TerminalKind } from './terminal-kind.ts';
import type { TillReply } from './tills.ts';

/** A sale whose outcome a till knows, with the amount that the till knows. */
interface KnownSale {
  readonly orderId: string;
  readonly amountMinor: number;
}

/** The sales of a day of which the tills know an outcome, also one that is not paid: its refund must be refused. */
function salesOf(replies: readonly TillReply[]): KnownSale[] {
  const sales = new Map<string, KnownSale>();
  for (const { answer, operation } of replies)
    if (answer !== 'lost' && operation.transactionType === 'Debit' && operation.paymentMeans === 'card')
      sales.set(answer.orderId, { orderId: answer.orderId, amountMinor: answer.amountMinor });
  return [...sales.values()];
}

/** Plans refunds of some sales of the day: wholly, in parts, too much, and two at once. Each has faults like a payment. */
export function planRefunds(
  replies: readonly TillReply[],
  first: number,
  kind: TerminalKind,
  chance: Chance,
): PaymentPlan[] {
  const level = 0.01 + 0.19 * chance.draw();
  return salesOf(replies).flatMap((sale) =>
    chance.happens(0.4) ? refundsOf(sale, first, level, kind, chance.stream(sale.orderId)) : [],
  );
}

function refundsOf(
  { orderId, amountMinor }: KnownSale,
  first: number,
  level: number,
  kind: TerminalKind,
  chance: Chance,
): PaymentPlan[] {
  const parts = chance.pick<(number | 'at once')[]>([
    [1],
    [0.5, 0.5],
    [0.3, 0.3, 0.3, 0.3],
    ['at once'],
    ['at once', 0.4],
    [1.2],
    [0.6, 0.6],
  ]);
  const operation: OperationRequest = { transactionType: 'Credit', paymentMeans: 'card', refundOf: orderId };
  return parts.map((part, place) => {
    const number = 1_000_000 + first * 100 + Number(orderId.replace(/\D/g, '')) * 10 + place;
    const plan = planPayment(number, level, chance.stream(`${place}`), kind);
    const isAtOnce = part === 'at once';
    return {
      ...plan,
      orderId: `refund-${place}-of-${orderId}`,
      amountMinor: Math.max(1, Math.ceil(amountMinor * (isAtOnce ? 0.6 : part))),
      operation,
      ...(isAtOnce && { secondTill: { asks: 'other-order' as const, afterMs: chance.pick([0, 0, 5, 900]) } }),
      faults: [...plan.faults, isAtOnce ? 'two refunds at once' : `refund of ${part}`],
    };
  });
}
