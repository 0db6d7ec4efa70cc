import { withoutSecrets } from '../masking.ts';
import { isObject } from '../stored-object.ts';
import { plainName } from './answer-fields.ts';
import { parseClearJson } from './clear-json.ts';
import type { GatewayReply } from './gateway-reply.ts';
import { declinedStates, takenStates } from './transaction-states.ts';

// Plain names: every spelling of a field counts.

/** Fields that are only compared with what was sent: no text for people is made of them, and they may be long. */
const comparedFields = new Set(['mid', 'customdata']);
/** Fields by which a reply is judged, and of which texts for people are made. */
const judgedFields = new Set([
  ...['id', 'merchantorderid', 'orderid', 'transactionreference', 'state', 'status', 'code'],
  ...['transactionid', 'attemptid', 'authorizationcode', 'errorcode', 'dateauthorized', 'ordernumber'],
  ...['amount', 'orderamount', 'currency', 'datecreated', 'total', 'totalitems', 'totalpages'],
  ...['authorizedamount', 'capturedamount', 'collectedamount', 'settledamount', 'debitedamount'],
  ...['paidamount', 'refundedamount', 'creditedamount', 'chargebackedamount'],
]);
/** All fields whose names are never hidden: the fields above, and the fields that contain them. */
const knownFields = new Set([
  ...[...comparedFields, ...judgedFields],
  ...['order', 'orders', 'data', 'transaction', 'transactions', 'operations', 'subtransactions'],
  ...['reason', 'error', 'errors', 'message', 'description', 'pagination', 'links', 'next'],
]);
const knownStates = new Set([...takenStates, ...declinedStates, 'waiting']);
const hidden = '•••';
/** Seconds or a date: what a reader of the two headers understands. */
const readableHeader = /^(?:\d{1,10}|[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT)$/;
/** A number that may contain a secret of digits by chance. */
const onlyDigits = /^\s*[\d.]+\s*$/;

/**
 * Hides secrets in a reply: HiPay or a proxy may quote what it was sent. This is the only place that does so, because the
 * reply may go to a page that knows no secret. Texts that are made of the reply are cut only after this. The judgement of
 * the reply stays the same: a value that equals one that was `sent` to HiPay is not changed, and another value still differs
 * after a part of it is hidden. A body without secrets stays the same text.
 */
export function withHiddenSecrets(
  reply: GatewayReply & { kind: 'answered' },
  secrets: readonly string[],
  sent: readonly string[],
): GatewayReply {
  const hide = (text: string) => withoutSecrets(text, secrets);
  const hideHeader = (text: string) => (readableHeader.test(text) ? text : hide(text));
  const { body, retryAfter, date } = reply;
  return {
    ...reply,
    body: hideInBody(body, hide, new Set(sent)),
    ...(retryAfter !== undefined && { retryAfter: hideHeader(retryAfter) }),
    ...(date !== undefined && { date: hideHeader(date) }),
  };
}

/** How a field is read: `judged` and `compared` as above; `shown`: as a text for people. */
type Use = 'shown' | 'judged' | 'compared';

const useOf = (name: string, outer: Use): Use => {
  if (outer !== 'shown') return outer;
  const plain = plainName(name);
  return comparedFields.has(plain) ? 'compared' : judgedFields.has(plain) ? 'judged' : 'shown';
};

function hideInBody(body: string, hide: (text: string) => string, sent: ReadonlySet<string>): string {
  const hideText = (text: string, use: Use): string => {
    if (use === 'shown') return hide(text);
    if (sent.has(text) || knownStates.has(text)) return text;
    const shown = hide(text);
    return shown === hidden || (use === 'judged' && !onlyDigits.test(text)) ? shown : text;
  };
  const hideIn = (value: unknown, use: Use): unknown => {
    if (typeof value === 'string') return hideText(value, use);
    if (typeof value === 'number') return hideText(String(value), use) === hidden ? hidden : value;
    if (Array.isArray(value)) return value.map((item) => hideIn(item, use));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        use === 'compared' || knownFields.has(plainName(name)) ? name : hide(name),
        hideIn(item, useOf(name, use)),
      ]),
    );
  };
  // Writing JSON with a key twice again would keep only one of the two, and make an unclear answer clear.
  const answer = parseClearJson(body);
  if (answer === undefined) return hide(body);
  try {
    const shown = JSON.stringify(hideIn(answer, 'shown'));
    // Writing the JSON again changes how numbers are written.
    return shown === JSON.stringify(answer) ? body : shown;
  } catch {
    // An answer that is nested so deeply does not come from HiPay.
    return hide(body);
  }
}
