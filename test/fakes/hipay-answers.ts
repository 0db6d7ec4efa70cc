import type { GatewayReply } from '../../src/core/hipay/gateway-reply.ts';
import type { OutboxEntry } from '../../src/core/hipay/outbox-entry.ts';
import { anEntry } from './payment-examples.ts';

/** A notification of 10.23 EUR whose order carries the payment id. */
export const entryWithPaymentId = (change: Partial<OutboxEntry> = {}): OutboxEntry =>
  anEntry({
    fields: [
      ['orderid', 'Order_1'],
      ['amount', '10.23'],
      ['currency', 'EUR'],
      ['custom_data', '{"_reporting_data_3":"payment-1"}'],
    ],
    ...change,
  });

/** HiPay's answer. `body`: its text, or a value that is sent as JSON. */
export const answered = (status: number, body: unknown): GatewayReply & { readonly kind: 'answered' } => ({
  kind: 'answered',
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
