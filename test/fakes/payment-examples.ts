import * as z from 'zod/mini';
import type { OutboxEntry } from '../../src/core/hipay/outbox-entry.ts';
import { newRecord } from '../../src/core/payment/payment-machine.ts';
import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';
import {
  type PaymentRequest,
  type PaymentRequestInput,
  paymentRequest,
} from '../../src/core/payment/payment-request.ts';
import { admitOrder } from '../../src/core/records/order-admission.ts';
import { type Settings, type SettingsInput, settings } from '../../src/core/settings/settings.ts';

export const aRequest = (change: Partial<PaymentRequestInput> = {}) =>
  z
    .required(paymentRequest, { orderId: true })
    .parse({ orderId: 'Order_1', amountMinor: 1023, currency: 'EUR', ...change });

export const someSettings = (change: SettingsInput = {}): Settings =>
  settings.parse({
    contracts: { proxy: { merchantId: '1234567', paymentApplication: '001', rank: '001' } },
    hipay: { login: 'shop', password: 'secret' },
    ...change,
  });

export const aRecord = (change: Partial<PaymentRecord> = {}): PaymentRecord => ({
  ...newRecord(
    aRequest(),
    {
      paymentId: 'payment-1',
      attempt: 1,
      at: 1000,
      link: 'simulated',
      simulated: true,
      partialApproval: false,
      needsPermit: false,
      installation: 'journal-1',
    },
    someSettings(),
  ),
  ...change,
});

/** The record as a program from before decisions had ids writes it: without the fields that this program lacks. */
export const asOlderProgram = ({
  decisions: _decisions,
  evidence: _evidence,
  leave: _leave,
  answeredAt: _answeredAt,
  installation: _installation,
  ...known
}: PaymentRecord): PaymentRecord => known;

export const anEntry = (change: Partial<OutboxEntry> = {}): OutboxEntry => ({
  version: 1,
  entryId: 'entry-1',
  paymentId: 'payment-1',
  orderId: 'Order_1',
  contract: 'proxy',
  merchantId: '1234567',
  fields: [
    ['orderid', 'Order_1'],
    ['amount', '10.23'],
  ],
  state: 'pending',
  attempts: 0,
  createdAt: 1000,
  nextAttemptAt: 1000,
  ...change,
});

/** Admission without an age limit of replays. */
export const admitted = (request: PaymentRequest, payments: readonly PaymentRecord[]) =>
  admitOrder(request, payments, { now: 0, replayMs: Number.POSITIVE_INFINITY });
