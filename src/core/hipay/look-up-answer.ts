import { parseClearJson, repeatedKeyDetail } from './clear-json.ts';
import { contradictionInError } from './contradictions.ts';
import { type FoundOrder, findOrder } from './found-order.ts';
import { type GatewayReply, isWholeAnswer } from './gateway-reply.ts';
import {
  hipayErrorText,
  hipayRefusal,
  isCodeOfKnownOrder,
  isOfAccount,
  isRefusingStatus,
  isTemporary,
  isUnknownOrder,
  provesRefusal,
  type Refusal,
} from './hipay-error.ts';
import { cutDetail, laterVerdict, noAnswerVerdict, type OrderVerdict } from './order-answer.ts';
import { type SentOrder, shownText } from './sent-order.ts';

/** What HiPay's reply to a look-up says. */
export type LookUpAnswer =
  | {
      readonly kind: 'found';
      readonly order: FoundOrder;
      /** True if our payment id is anywhere in the answer, however it is spelled. */
      readonly namesUs: boolean;
    }
  /** HiPay itself says that it has no order with this number. */
  | { readonly kind: 'not-found' }
  /** The look-up is refused, or the browser does not let the page read the reply. This says nothing about the order. */
  | { readonly kind: 'not-allowed'; readonly detail: string }
  | (OrderVerdict & { readonly kind: 'later' });

/** Reads HiPay's reply to the look-up of an order. `wallClock` (epoch ms) is for a Retry-After that names a date. */
export function readLookUp(reply: GatewayReply, sent: SentOrder, wallClock: number): LookUpAnswer {
  if (reply.kind === 'no-answer') {
    if (reply.reason === 'unreadable')
      return { kind: 'not-allowed', detail: 'the browser does not let the page read HiPay’s answer' };
    return noAnswerVerdict(reply);
  }
  const { status } = reply;
  const later = (detail?: string) => laterVerdict(reply, wallClock, detail);
  if (reply.isCut) return isWholeAnswer(status) ? notUnderstood(cutDetail) : later(cutDetail);
  const body = parseClearJson(reply.body);
  if (isWholeAnswer(status)) return readFound(reply, body, sent);
  if (status === 429 || status >= 500 || status < 400) return later();
  const contradiction = contradictionInError(body, status);
  if (contradiction) return { ...later(contradiction), parkAs: 'answer-not-understood' };
  return readError(status, hipayRefusal(body), later);
}

/**
 * The meaning of an error with a status from 400 to 499. Only HiPay's "unknown order" proves that the order is not there. An
 * error of the login or the account, or a refusal of the look-up itself, says nothing about the order.
 */
function readError(
  status: number,
  error: Refusal | undefined,
  later: (detail?: string) => OrderVerdict & { kind: 'later' },
): LookUpAnswer {
  const isAccess = status === 401 || status === 403;
  // A proxy, a gateway or a wrong address also answers 404, also in JSON, but not with HiPay's error.
  if (!error || (!isAccess && !error.message))
    return isAccess ? { kind: 'not-allowed', detail: `HTTP ${status}` } : later();
  const detail = hipayErrorText(error);
  if (isTemporary(error) || !isRefusingStatus(status)) return later(detail);
  const notUnderstood: LookUpAnswer = { ...later(detail), parkAs: 'answer-not-understood' };
  if (isCodeOfKnownOrder(error.code)) return notUnderstood;
  if (isAccess) return { kind: 'not-allowed', detail: `HTTP ${status}` };
  if (status === 404 && isUnknownOrder(error)) return { kind: 'not-found' };
  const isRefused = status === 404 ? isOfAccount(error) : provesRefusal(status, error);
  return isRefused ? { kind: 'not-allowed', detail } : notUnderstood;
}

const notUnderstood = (detail: string): LookUpAnswer => ({
  kind: 'later',
  detail,
  parkAs: 'answer-not-understood',
});

function readFound(reply: GatewayReply & { kind: 'answered' }, body: unknown, sent: SentOrder): LookUpAnswer {
  const repeated = repeatedKeyDetail(reply.body);
  if (repeated !== undefined) return notUnderstood(repeated);
  // The page of a captive portal: HiPay answers when the network is free again.
  if (typeof body !== 'object' || body === null)
    return { kind: 'later', detail: 'the answer to the look-up is not HiPay’s' };
  const error = hipayRefusal(body);
  if (error) return notUnderstood(`the answer has HiPay’s error code: ${hipayErrorText(error)}`);
  const found = findOrder(body, sent);
  if ('order' in found) return { kind: 'found', order: found.order, namesUs: namesPayment(reply.body, sent) };
  return notUnderstood(
    found.otherNumber === undefined
      ? 'the answer to the look-up names no order'
      : `HiPay answered for another order: order ${shownText(found.otherNumber)}`,
  );
}

const namesPayment = (body: string, { paymentId }: SentOrder): boolean =>
  body.toLowerCase().includes(paymentId.toLowerCase());
