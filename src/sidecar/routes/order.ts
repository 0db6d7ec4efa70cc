import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { chargeUnknown, nothingSent } from '../../core/payment/money-text.ts';
import { orderId } from '../../core/payment/payment-request.ts';
import { keptElsewhereDetail } from '../../core/records/answer-of-record.ts';
import { errorBody } from '../../core/rest/error-reply.ts';
import { paymentBody, paymentReply } from '../../core/rest/order-reply.ts';
import { emptyEcho, readPaymentCall } from '../../core/rest/order-request.ts';
import { findRepeatedField } from '../../core/rest/repeated-fields.ts';
import type { ErrorAnswer, OrderAnswer } from '../../core/rest/rest-messages.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { WaitingTill } from '../../core/till/till-side.ts';
import type { PaymentRelay } from '../payments/payment-relay.ts';
import type { Log } from '../program/log.ts';
import type { Metrics } from './metrics.ts';
import { failureReply, type Handler, invalidReply, type RequestEnv, readBody, restReply } from './rest.ts';

export interface OrderRouteDeps {
  readonly settings: Settings;
  readonly relay: PaymentRelay;
  readonly metrics: Pick<Metrics, 'payment'>;
  readonly log: Log;
}

/** `POST /order`: answers when the payment has ended, however long the customer takes. */
export const takeOrder =
  ({ settings, relay, metrics, log }: OrderRouteDeps): Handler =>
  async (context) => {
    const body = await readBody(context.req.raw);
    if (!body.ok) return invalidReply(body.status, body.reason);
    const repeated = findRepeatedField(body.text);
    if (repeated !== undefined)
      return failureReply(
        'request-invalid',
        nothingSent,
        `${repeated}: stands twice in the request, with different values: send it once`,
      );
    const call = readPaymentCall(body.value, settings.currencies);
    if (!call.ok) return failureReply('request-invalid', nothingSent, `${call.field}: ${call.reason}`);
    const { echo, request } = call;
    const { orderId: requestedId } = request;
    if (echo.cartWarning) log.warn({ orderId: requestedId, reason: echo.cartWarning }, 'cart left out');
    if (echo.customDataWarning)
      log.warn({ orderId: requestedId, reason: echo.customDataWarning }, 'custom data left out');
    const since = performance.now();
    const paid = await relay.takePayment(request, waitingTill(context, since));
    metrics.payment(paid, (performance.now() - since) / 1000);
    const { orderId, outcome, failure, amountMinor, currency } = paid;
    log.info({ orderId, outcome, failure, amountMinor, currency }, 'payment answered');
    const reply = paymentReply(paid, echo);
    return restReply<OrderAnswer | ErrorAnswer>(reply.body, reply.status);
  };

/**
 * Time after the request, ms. A till that closes its sending side within this time is taken to wait for its answer. A
 * till that closes it later is taken to give up: on TCP a close and a half-close look the same.
 */
const halfCloseMs = 2000;

/** The till behind a request. `since`: when the request arrived, on `performance.now()`'s clock. */
function waitingTill({ env, req }: Context, since: number): WaitingTill {
  const { clientClosed, tillLeft, answerWritten } = (env ?? {}) as Partial<RequestEnv>;
  const left = new AbortController();
  const onClosed = () => {
    if (performance.now() - since > halfCloseMs) left.abort();
  };
  // The till may have left while its password was checked.
  if (tillLeft?.aborted) left.abort();
  tillLeft?.addEventListener('abort', () => left.abort());
  clientClosed?.addEventListener('abort', onClosed);
  // The next request of this connection has the same signal.
  void answerWritten?.then(() => clientClosed?.removeEventListener('abort', onClosed));
  const name = userOf(req.header('authorization') ?? req.header('x-authorization') ?? '');
  return { name, left: left.signal, mayHaveLeft: clientClosed, answered: answerWritten };
}

/** The user of HTTP Basic credentials, as a digest. The name of a till is stored, so nothing in it comes from the password. */
function userOf(credentials: string): string {
  const [, encoded = ''] = credentials.trim().split(/\s+/);
  const [user = ''] = Buffer.from(encoded, 'base64').toString('latin1').split(':');
  return createHash('sha256').update(user).digest('hex').slice(0, 16);
}

/** `GET /orders/{order_id}`: the state of a payment, for a till that did not receive the answer. */
export const findOrder =
  (relay: Pick<PaymentRelay, 'findOrder' | 'keptElsewhere' | 'lostDetail'>, pageUrl: string): Handler =>
  async (context) => {
    const wanted = orderId.safeParse(context.req.param('order_id'));
    if (!wanted.success)
      return failureReply('request-invalid', nothingSent, 'order_id: has 1 to 32 characters');
    const found = await relay.findOrder(wanted.data);
    const movedFile = found === undefined ? await relay.keptElsewhere(wanted.data) : undefined;
    if (movedFile !== undefined)
      return failureReply('order-id-reused', nothingSent, keptElsewhereDetail(movedFile));
    // An order that cannot be looked up may have been paid.
    if (found === undefined) {
      const detail =
        (await relay.lostDetail(wanted.data)) ?? `no open page knows this order: open ${pageUrl}`;
      return restReply<ErrorAnswer>(errorBody('outcome-unknown', chargeUnknown, detail), 503);
    }
    if (found === null) return invalidReply(404, 'order_id: the connector knows no payment of this number');
    return restReply<OrderAnswer>(paymentBody(found, emptyEcho));
  };
