import { withoutSecrets } from '../masking.ts';
import { parseJson } from '../parse-json.ts';
import { isObject } from '../stored-object.ts';
import type { GatewayReply } from './gateway-reply.ts';
import { declinedStates, takenStates } from './order-answer.ts';

/** Fields of HiPay's answers by which a reply is judged. An order number may contain a passphrase by chance. */
const judgedFields = new Set([
  ...['id', 'merchant_order_id', 'orderid', 'orderId', 'transactionReference', 'mid', 'state', 'code'],
  ...['amount', 'currency', 'custom_data', 'date_created'],
]);
/** Fields that hold those. Their names stay too. */
const knownFields = new Set([
  ...judgedFields,
  ...['order', 'orders', 'data', 'transactions', 'message', 'description'],
]);
const knownStates = new Set([...takenStates, ...declinedStates, 'waiting']);
const hidden = '•••';
/** Seconds or a date: what a reader of the two headers understands. */
const readableHeader = /^(?:\d{1,10}|[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT)$/;

/**
 * Hides secrets in a reply: HiPay or a proxy may quote what it was sent, and the reply may go to a page that knows no
 * secret. A field by which the reply is judged stays as it came, unless its whole text is a secret and not a value that
 * was `sent` to HiPay. A body without secrets stays the same text.
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

function hideInBody(body: string, hide: (text: string) => string, sent: ReadonlySet<string>): string {
  const hideJudged = (text: string) =>
    hide(text) === hidden && !sent.has(text) && !knownStates.has(text) ? hidden : text;
  const hideIn = (value: unknown, isJudged: boolean): unknown => {
    if (typeof value === 'string') return isJudged ? hideJudged(value) : hide(value);
    if (typeof value === 'number') return isJudged || hide(String(value)) !== hidden ? value : hidden;
    if (Array.isArray(value)) return value.map((item) => hideIn(item, isJudged));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        isJudged || knownFields.has(name) ? name : hide(name),
        hideIn(item, isJudged || judgedFields.has(name)),
      ]),
    );
  };
  const answer = parseJson(body);
  if (answer === undefined) return hide(body);
  try {
    const shown = JSON.stringify(hideIn(answer, false));
    // Writing JSON anew changes how numbers are written.
    return shown === JSON.stringify(answer) ? body : shown;
  } catch {
    // Nested too deeply: not HiPay's.
    return hide(body);
  }
}
