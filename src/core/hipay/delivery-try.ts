import type { GatewayReply } from './gateway-reply.ts';
import { type LookUpAnswer, readLookUp } from './look-up-answer.ts';
import { judgeFoundOrder, type LookedUp } from './look-up-judgement.ts';
import { type OrderVerdict, provesNotArrived, readOrderReply } from './order-answer.ts';
import { mayHaveArrived, type OutboxEntry } from './outbox-entry.ts';
import { sentOrderOf } from './sent-order.ts';
import type { TryVerdict } from './try-verdict.ts';

// One try of a notification: one to three questions to HiPay, and the verdict. Before a resend that may have arrived, and
// after "duplicate order", HiPay is asked what it holds under this number.

/** A try under way. HiPay is to be asked `ask` next. */
export interface DeliveryTry extends LookedUp {
  readonly kind: 'ask';
  readonly ask: 'order' | 'look-up';
  /** True if HiPay does not let this account look orders up. */
  readonly isLookUpRefused: boolean;
}

export interface TryEnd {
  readonly kind: 'end';
  readonly verdict: TryVerdict;
  /** True if HiPay may have the order now. */
  readonly mayHaveArrived: boolean;
  /** True if the last reply was to a look-up. */
  readonly ofLookUp: boolean;
}

/** `entry`: as it was before the try. */
export function beginTry(entry: OutboxEntry): DeliveryTry {
  const arrivedBefore = mayHaveArrived(entry);
  return {
    kind: 'ask',
    ask: arrivedBefore ? 'look-up' : 'order',
    sent: sentOrderOf(entry),
    siblings: [],
    arrivedBefore,
    duplicate: false,
    isLookUpRefused: false,
  };
}

/**
 * The try with the other notifications of its payment, which the judgement of a look-up needs. `group`: all of them, the
 * entry itself may be among them.
 */
export const withSiblings = (
  current: DeliveryTry,
  entry: OutboxEntry,
  group: readonly OutboxEntry[],
): DeliveryTry => ({
  ...current,
  siblings: group
    .filter(({ entryId }) => entryId !== entry.entryId)
    .map((sibling) => ({ merchantId: sibling.merchantId, mayHaveArrived: mayHaveArrived(sibling) })),
});

/** The next question after this reply, or the end of the try. `at`: epoch ms. */
export function afterReply(before: DeliveryTry, reply: GatewayReply, at: number): DeliveryTry | TryEnd {
  return before.ask === 'order'
    ? afterOrder(before, reply, readOrderReply(reply, before.sent, at))
    : afterLookUp(before, readLookUp(reply, before.sent, at));
}

const end = (verdict: TryVerdict, mayHaveArrived: boolean, ofLookUp: boolean): TryEnd => ({
  kind: 'end',
  verdict,
  mayHaveArrived,
  ofLookUp,
});

function afterOrder(before: DeliveryTry, reply: GatewayReply, verdict: OrderVerdict): DeliveryTry | TryEnd {
  if (verdict.kind !== 'duplicate')
    return end(verdict, before.arrivedBefore || !provesNotArrived(reply, before.sent), false);
  return before.isLookUpRefused
    ? end(withoutLookUp(before), before.arrivedBefore, false)
    : { ...before, ask: 'look-up', duplicate: true };
}

function afterLookUp(before: DeliveryTry, answer: LookUpAnswer): DeliveryTry | TryEnd {
  const { arrivedBefore, duplicate } = before;
  switch (answer.kind) {
    case 'later':
      return end(answer, arrivedBefore, true);
    case 'not-found':
      return duplicate ? end({ kind: 'contradiction' }, arrivedBefore, true) : { ...before, ask: 'order' };
    case 'not-allowed':
      return duplicate
        ? end(withoutLookUp(before), arrivedBefore, true)
        : { ...before, ask: 'order', isLookUpRefused: true };
    case 'found': {
      const verdict = judgeFoundOrder(before, answer.order);
      if (verdict === 'send') return { ...before, ask: 'order' };
      const isTaken = verdict.kind === 'parked' && verdict.as === 'order-number-taken';
      return end(verdict, !isTaken && arrivedBefore, true);
    }
    default:
      return answer satisfies never;
  }
}

/** The number is taken, and HiPay does not say by which payment. */
function withoutLookUp({ arrivedBefore, siblings, sent }: DeliveryTry): TryVerdict {
  const seen = `HiPay has an order ${sent.orderId}, and does not let this account look it up`;
  if (arrivedBefore)
    return { kind: 'parked', as: 'probably-sent', detail: `${seen}; an earlier try may have made it` };
  if (siblings.some((sibling) => sibling.mayHaveArrived))
    return {
      kind: 'parked',
      as: 'cannot-tell',
      detail: `${seen}; it may be this payment under its other contract`,
    };
  return { kind: 'parked', as: 'order-number-taken', detail: `${seen}; no try of this payment has arrived` };
}
