import { describe, expect, it } from 'vitest';
import type { PaymentWithNotifications } from '../../../../src/core/hipay/outbox-entry.ts';
import type { PaymentRecord } from '../../../../src/core/payment/payment-record.ts';
import {
  lookUpPilotPayment,
  type ShopDeps,
  takePilotPayment,
} from '../../../../src/sidecar/commands/pilot/running-shop.ts';
import { anEntry, aRecord } from '../../../fakes/payment-examples.ts';
import { aShop } from './pilot-runs.ts';

const sent = { orderId: 'PILOT-TEST-01', amountMinor: 100, at: 0 };

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** A program that answers by path, and its second copy. The clock moves only by pauses. */
function shopWith(replies: Readonly<Record<string, Reply>>, ...records: Partial<PaymentRecord>[]) {
  let now = 0;
  const calls: string[] = [];
  const copies = records.map((change): PaymentWithNotifications => {
    const record = aRecord({ orderId: sent.orderId, ...change });
    return { record, entries: [anEntry({ paymentId: record.paymentId, state: 'delivered' })] };
  });
  const deps: ShopDeps = {
    ownSidecar: async () => ({
      port: 1,
      pid: 2,
      async call(method, path) {
        calls.push(`${method} ${path}`);
        return replies[path];
      },
    }),
    payments: async () => copies,
    now: () => now,
    pause: async (ms) => {
      now += ms;
    },
    uptime: () => 0,
    secrets: ['hunter22'],
  };
  return { deps, calls };
}

const flat = (change: Record<string, unknown> = {}) => ({
  status: 200,
  body: {
    paymentStatus: 'SUCCESS',
    notificationHipaySent: true,
    numberOfNotificationSent: 1,
    amount: '1.00',
    currency: 'EUR',
    orderId: sent.orderId,
    transationType: 'Debit',
    forceAuthorization: false,
    cart: null,
    customer: null,
    customData: null,
    transactionType: 'Debit',
    outcome: 'APPROVED',
    charge: 'charged',
    replayed: false,
    ...change,
  },
});

describe('a payment of the pilot', () => {
  it('is looked up if its answer is lost, and not posted a second time', async () => {
    const { deps, calls } = shopWith({ [`/orders/${sent.orderId}`]: flat() });
    expect(await takePilotPayment(sent, aShop(), deps)).toMatchObject({
      charge: 'charged',
      outcome: 'APPROVED',
    });
    expect(calls).toEqual(['POST /order', `GET /orders/${sent.orderId}`]);
  });

  it('may have been charged if nothing is known of it', async () => {
    const { deps } = shopWith({});
    expect(await takePilotPayment(sent, aShop(), deps)).toMatchObject({ charge: 'unknown', status: 0 });
  });

  it('was not charged if the program refused it before the terminal', async () => {
    const error = {
      paymentStatus: 'FAILURE',
      errorCode: '1004',
      errorDescription: 'hunter22',
      charge: 'nothing-sent',
    };
    const { deps } = shopWith({ '/order': { status: 503, body: { error } } });
    expect(await takePilotPayment(sent, aShop(), deps)).toMatchObject({
      charge: 'nothing-sent',
      outcome: 'NOT_SENT',
      errorCode: '1004',
      description: '•••',
      // Not the time in which the second copy was waited for.
      tookMs: 0,
    });
  });

  it('is known from the second copy if the answer says nothing about money (strict_answers)', async () => {
    const { paymentStatus, orderId } = flat().body;
    const { deps } = shopWith(
      { '/order': { status: 200, body: { paymentStatus, orderId } } },
      { state: 'answered', outcome: 'APPROVED' },
    );
    expect(await takePilotPayment(sent, aShop(), deps)).toMatchObject({
      charge: 'charged',
      outcome: 'APPROVED',
    });
  });

  it('was charged if the answer or the second copy says so', async () => {
    const older = shopWith({ '/order': flat() }, { state: 'unknown', outcome: 'UNKNOWN' });
    expect(await takePilotPayment(sent, aShop(), older.deps)).toMatchObject({ charge: 'charged' });
    const newer = shopWith(
      { '/order': flat({ outcome: 'UNKNOWN', charge: 'unknown' }) },
      { state: 'answered', outcome: 'APPROVED' },
    );
    expect(await takePilotPayment(sent, aShop(), newer.deps)).toMatchObject({ charge: 'charged' });
  });

  it.each([
    ['same', '1234567890'],
    ['other', '0000000001'],
    ['none', undefined],
  ])('notes that the digits of the answer are: %s', async (digitsBack, privateDigits) => {
    const { terminal } = aRecord();
    const answer = { status: '0', receivedAt: 1, late: false, ...(privateDigits && { privateDigits }) };
    const { deps } = shopWith(
      { '/order': flat() },
      {
        state: 'answered',
        outcome: 'APPROVED',
        answer,
        terminal: { ...terminal, privateDigits: '1234567890' },
      },
    );
    expect(await takePilotPayment(sent, aShop(), deps)).toMatchObject({ digitsSent: true, digitsBack });
  });

  it('is looked up until it is no longer in doubt, or the time is over', async () => {
    const { deps, calls } = shopWith({
      [`/orders/${sent.orderId}`]: flat({ charge: 'unknown', outcome: 'UNKNOWN' }),
    });
    expect(await lookUpPilotPayment(sent, 8000, deps)).toMatchObject({ charge: 'unknown' });
    expect(calls.length).toBeGreaterThan(1);
    expect(deps.now()).toBeGreaterThanOrEqual(8000);
  });
});
