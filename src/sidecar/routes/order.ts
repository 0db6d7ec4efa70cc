import { chargeUnknown, nothingSent } from '../../core/payment/money-text.ts';
import { orderId } from '../../core/payment/payment-request.ts';
import { errorBody } from '../../core/rest/error-reply.ts';
import { paymentBody, paymentReply } from '../../core/rest/order-reply.ts';
import { emptyEcho, readPaymentCall } from '../../core/rest/order-request.ts';
import type { ErrorAnswer, OrderAnswer } from '../../core/rest/rest-messages.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { RelayHub } from '../page/relay-hub.ts';
import type { PaymentRelay } from '../payments/payment-relay.ts';
import type { StopSwitch } from '../payments/stop-switch.ts';
import type { Log } from '../program/log.ts';
import type { RecordStore } from '../records/record-store.ts';
import type { Metrics } from './metrics.ts';
import { answer, failed, type Handler, invalid, type RequestEnv, readBody } from './rest.ts';

export interface OrderRouteParts {
  readonly settings: Settings;
  readonly relay: PaymentRelay;
  readonly stop: StopSwitch;
  readonly metrics: Pick<Metrics, 'payment'>;
  readonly log: Log;
}

/** `POST /order`: answers when the payment has ended, however long the customer takes. */
export const takeOrder =
  ({ settings, relay, stop, metrics, log }: OrderRouteParts): Handler =>
  async (context) => {
    const body = await readBody(context.req.raw);
    if (!body.ok) return invalid(body.status, body.reason);
    const call = readPaymentCall(body.value, settings.currencies);
    if (!call.ok) return failed('request-invalid', nothingSent, `${call.field}: ${call.reason}`);
    if (stop.stopping())
      return failed('page-not-open', nothingSent, 'the connector is being stopped (GET /stop)');
    const { echo, request } = call;
    if (echo.cartWarning) log.warn({ orderId: request.orderId, reason: echo.cartWarning }, 'cart left out');
    const since = performance.now();
    const paid = await relay.takePayment(
      request,
      (context.env as Partial<RequestEnv> | undefined)?.clientClosed,
    );
    metrics.payment(paid, (performance.now() - since) / 1000);
    const { orderId, outcome, failure, amountMinor, currency } = paid;
    log.info({ orderId, outcome, failure, amountMinor, currency }, 'payment answered');
    const reply = paymentReply(paid, echo);
    return answer<OrderAnswer | ErrorAnswer>(reply.body, reply.status);
  };

/** `GET /orders/{order_id}`: the state of a payment, for a till that did not receive the answer. */
export const findOrder =
  (hub: RelayHub, recordStore: Pick<RecordStore, 'find'>, settleMs: number, home: string): Handler =>
  async (context) => {
    const wanted = orderId.safeParse(context.req.param('order_id'));
    if (!wanted.success) return failed('request-invalid', nothingSent, 'order_id: has 1 to 32 characters');
    const connector = await hub.connector(hub.count() > 0 ? settleMs : 0);
    const fromPage = await connector?.findOrder({ orderId: wanted.data }).catch(() => undefined);
    // If no page answers (undefined), or the page does not know the order (null), the second copy may have it.
    const found = fromPage ?? (await recordStore.find(wanted.data)) ?? fromPage;
    // An order that cannot be looked up may have been paid.
    if (found === undefined)
      return answer<ErrorAnswer>(
        errorBody('outcome-unknown', chargeUnknown, `the connector page must be open: ${home}`),
        503,
      );
    if (found === null) return invalid(404, 'order_id: the connector knows no payment of this number');
    return answer<OrderAnswer>(paymentBody(found, emptyEcho));
  };
