import type { GatewayReply } from './gateway-reply.ts';
import { type LookUpAnswer, readLookUp } from './look-up-answer.ts';
import { isNamedBySibling, judgeFoundOrder, type LookedUp } from './look-up-judgement.ts';
import { type OrderVerdict, provesNotArrived, readOrderReply } from './order-answer.ts';
import { mayHaveArrived, type OutboxEntry } from './outbox-entry.ts';
import { sentOrderOf } from './sent-order.ts';
import type { TryVerdict } from './try-verdict.ts';

// One try of a notification: one to three requests to HiPay, and the verdict. If an earlier try may have arrived, or if HiPay
// answers "duplicate order", the connector looks up the order that HiPay has under this number.

/** A try that has not ended. `nextRequest` is the next request to HiPay. */
export interface DeliveryTry extends LookedUp {
  readonly kind: 'ask';
  readonly nextRequest: 'order' | 'look-up';
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

/** Begins a try. `entry`: as it was before `beginAttempt`. */
export function beginTry(entry: OutboxEntry): DeliveryTry {
  const arrivedBefore = mayHaveArrived(entry);
  return {
    kind: 'ask',
    nextRequest: arrivedBefore ? 'look-up' : 'order',
    sent: sentOrderOf(entry),
    siblings: [],
    arrivedBefore,
    duplicate: false,
    isLookUpRefused: false,
  };
}

/**
 * The try with the other notifications of its payment, which the judgement of a look-up needs. `group`: the notifications
 * of the payment, with or without the entry itself.
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

/** The try with its next request after this reply, or the end of the try. `at`: epoch ms. */
export function afterReply(before: DeliveryTry, reply: GatewayReply, at: number): DeliveryTry | TryEnd {
  return before.nextRequest === 'order'
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
  const arrivedBefore = before.arrivedBefore || verdict.mayHaveArrived === true;
  const asked = { ...before, arrivedBefore, duplicate: true };
  return before.isLookUpRefused
    ? end(verdictWithoutLookUp(asked), arrivedBefore, false)
    : { ...asked, nextRequest: 'look-up' };
}

function afterLookUp(before: DeliveryTry, answer: LookUpAnswer): DeliveryTry | TryEnd {
  const { arrivedBefore, duplicate } = before;
  switch (answer.kind) {
    case 'later':
      return end(answer, arrivedBefore, true);
    case 'not-found':
      return duplicate
        ? end({ kind: 'contradiction' }, arrivedBefore, true)
        : { ...before, nextRequest: 'order' };
    case 'not-allowed':
      return duplicate
        ? end(verdictWithoutLookUp(before), arrivedBefore, true)
        : { ...before, nextRequest: 'order', isLookUpRefused: true };
    case 'found': {
      const verdict = judgeFoundOrder(before, answer.order, answer.namesUs);
      if (verdict === 'send') return { ...before, nextRequest: 'order' };
      const isTaken = verdict.kind === 'parked' && verdict.as === 'order-number-taken';
      // An order with our payment id is a try that has arrived, whatever is known of earlier tries.
      const namesUs = answer.namesUs && !isNamedBySibling(before, answer.order);
      return end(verdict, !isTaken && (arrivedBefore || namesUs), true);
    }
    default:
      return answer satisfies never;
  }
}

/** The verdict if the number is taken and HiPay does not say by which payment. */
function verdictWithoutLookUp({ arrivedBefore, siblings, sent }: DeliveryTry): TryVerdict {
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
