import { describe, expect, it } from 'vitest';
import type { PermitAnswer, PermitRequest } from '../../../src/core/connector-api/connector-api.ts';
import type { OrderAtSidecar } from '../../../src/core/connector-api/second-copy.ts';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import { type PaymentRequestInput, paymentRequest } from '../../../src/core/payment/payment-request.ts';
import { recordsFileOf } from '../../../src/core/records/records-file.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { Shop } from '../shop.ts';

const refund = (change: Partial<PaymentRequestInput> = {}) => ({
  orderId: 'Refund_1',
  amountMinor: 400,
  transactionType: 'Credit' as const,
  refundOf: 'Order_1',
  ...change,
});

/** A shop with one sale of 10.23. */
async function shopWithSale(): Promise<Shop> {
  const shop = await Shop.open();
  await shop.pay();
  return shop;
}

/** The terminal takes the request of the refund and never sends anything again. */
async function refundInDoubt(shop: Shop): Promise<string> {
  await shop.start('silent-at-6');
  const { paymentId = '', outcome } = await shop.pay(refund());
  expect(outcome).toBe('UNKNOWN');
  await shop.start('accept');
  return paymentId;
}

describe('a refund of a sale', () => {
  it('gives back parts up to what was paid, and no cent more', async () => {
    const shop = await shopWithSale();
    expect(await shop.pay(refund())).toMatchObject({
      outcome: 'APPROVED',
      charge: 'charged',
      refundOf: 'Order_1',
    });
    expect(await shop.pay(refund({ orderId: 'Refund_2', amountMinor: 624 }))).toMatchObject({
      outcome: 'NOT_SENT',
      failure: 'request-invalid',
      charge: 'nothing-sent',
      refundable: { amountMinor: 623, currency: 'EUR' },
    });
    expect((await shop.pay(refund({ orderId: 'Refund_2', amountMinor: 623 }))).outcome).toBe('APPROVED');
    expect((await shop.pay(refund({ orderId: 'Refund_3', amountMinor: 1 }))).refundable?.amountMinor).toBe(0);
    expect(shop.movedAmounts).toEqual([1023, 400, 623]);
  });
  it('has its own order number, which the connector creates if the request has none', async () => {
    const shop = await shopWithSale();
    const answer = await shop.clock.until(
      shop.connector.takePayment(paymentRequest.parse(refund({ orderId: undefined, currency: 'EUR' }))),
    );
    expect(answer).toMatchObject({ outcome: 'APPROVED', refundOf: 'Order_1' });
    expect(answer.orderId).toMatch(/./);
    expect(answer.orderId).not.toBe('Order_1');
  });
  it('is replayed under its number, and joined while it runs', async () => {
    const shop = await shopWithSale();
    const [first, second] = [shop.payLater(refund()), shop.payLater(refund())];
    expect((await shop.clock.until(first)).paymentId).toBe((await shop.clock.until(second)).paymentId);
    expect(await shop.pay(refund())).toMatchObject({
      outcome: 'APPROVED',
      replayed: true,
      refundOf: 'Order_1',
    });
    expect(shop.movedAmounts).toEqual([1023, 400]);
  });
  it('is another request if it names another sale, or none', async () => {
    const shop = await shopWithSale();
    await shop.pay({ orderId: 'Order_2' });
    await shop.pay(refund());
    expect((await shop.pay(refund({ refundOf: 'Order_2' }))).failure).toBe('order-id-reused');
    expect((await shop.pay(refund({ refundOf: undefined }))).failure).toBe('order-id-reused');
  });
  it('in doubt blocks every other refund of the sale, until a person decides', async () => {
    const shop = await shopWithSale();
    const paymentId = await refundInDoubt(shop);
    const blocked = await shop.pay(refund({ orderId: 'Refund_2', amountMinor: 1 }));
    expect(blocked).toMatchObject({
      outcome: 'NOT_SENT',
      failure: 'refund-in-doubt',
      charge: 'nothing-sent',
    });
    expect(blocked.paymentId).toBeUndefined();
    expect(blocked.detail).toContain('order Refund_1');
    await shop.connector.resolvePayment({ paymentId, paid: true, by: 'Ana', why: 'the ticket' });
    expect((await shop.pay(refund({ orderId: 'Refund_2', amountMinor: 624 }))).refundable?.amountMinor).toBe(
      623,
    );
    expect((await shop.pay(refund({ orderId: 'Refund_2', amountMinor: 623 }))).outcome).toBe('APPROVED');
  });
  it('leaves the whole sale to be refunded, if a person says that it gave nothing back', async () => {
    const shop = await shopWithSale();
    const paymentId = await refundInDoubt(shop);
    await shop.connector.resolvePayment({ paymentId, paid: false, by: 'Ana', why: 'no ticket' });
    expect((await shop.pay(refund({ orderId: 'Refund_2', amountMinor: 1023 }))).outcome).toBe('APPROVED');
  });
  it('is named in the repeated answer of the sale, and in every answer about the order', async () => {
    const shop = await shopWithSale();
    await shop.pay(refund());
    const refunds = [{ orderId: 'Refund_1', amountMinor: 400, charge: 'charged' }];
    const said = { refunds, refundable: { amountMinor: 623, currency: 'EUR' } };
    expect(await shop.pay()).toMatchObject({ outcome: 'APPROVED', replayed: true, ...said });
    expect(await shop.connector.findOrder({ orderId: 'Order_1' })).toMatchObject(said);
    expect((await shop.pay({ amountMinor: 5 })).detail).toContain(
      '4.00 EUR of this sale was given back (order Refund_1)',
    );
  });
  it('is in the rows of the screens: the sale names the refunded amount, and the refund names its sale', async () => {
    const shop = await shopWithSale();
    const { paymentId } = shop.records[0]!;
    const sale = async () => {
      await shop.clock.advance(1000);
      const listed = (await shop.connector.listPayments({ from: 0, to: Number.MAX_SAFE_INTEGER, limit: 9 }))
        .rows;
      const { payments } = await shop.connector.snapshot();
      const story = await shop.clock.until(shop.connector.readPayment({ paymentId }));
      const [first, ...others] = [listed, payments].map((rows) =>
        rows.find((row) => row.paymentId === paymentId),
      );
      for (const other of [...others, story?.row]) expect(other).toEqual(first);
      return first?.givenBack;
    };
    expect(await sale()).toBeUndefined();
    await shop.pay(refund());
    expect(await sale()).toEqual({ refundedMinor: 400, heldMinor: 0 });
    await shop.start('silent-at-6');
    await shop.pay(refund({ orderId: 'Refund_2', amountMinor: 100 }));
    expect(await sale()).toEqual({ refundedMinor: 400, heldMinor: 100 });
    const { payments, payment } = await shop.connector.snapshot();
    expect(payments.map(({ refundOf }) => refundOf)).toEqual(['Order_1', 'Order_1', undefined]);
    expect(payment?.refundOf).toBe('Order_1');
  });
  it('needs an operation that gives money back', async () => {
    const shop = await shopWithSale();
    const answer = await shop.pay(refund({ transactionType: 'Debit' }));
    expect(answer).toMatchObject({ failure: 'request-invalid', charge: 'nothing-sent' });
    expect(answer.detail).toContain('refund_of');
    expect(shop.movedAmounts).toEqual([1023]);
  });
  it('begins once when two tabs ask at the same moment', async () => {
    const shop = await shopWithSale();
    const tab = await shop.anotherTab();
    await shop.clock.until(tab.start());
    const answers = [
      shop.connector.takePayment(aRequest(refund({ amountMinor: 600 }))),
      tab.takePayment(aRequest(refund({ orderId: 'Refund_2', amountMinor: 600 }))),
    ];
    await shop.clock.until(Promise.all(answers));
    const given = shop.records.filter(({ request, outcome }) => request.refundOf && outcome === 'APPROVED');
    expect(given.length).toBeLessThanOrEqual(1);
    expect(shop.movedAmounts.length).toBeLessThanOrEqual(2);
  });
  it('still counts after another writer has stored the sale as it was before the refund', async () => {
    const shop = await shopWithSale();
    const [sale] = shop.records;
    await shop.pay(refund({ amountMinor: 1000 }));
    await shop.storage.journal.write({ ...(sale as PaymentRecord), answeredAt: 5 });
    expect((await shop.pay(refund({ orderId: 'Refund_2', amountMinor: 24 }))).refundable?.amountMinor).toBe(
      23,
    );
  });
});

describe('the answer to the screen that refunds a sale', () => {
  it('names the amounts that were paid, were refunded and can be refunded, and each refund', async () => {
    const shop = await shopWithSale();
    await shop.pay(refund());
    expect(await shop.connector.readRefunds({ orderId: 'Order_1' })).toEqual({
      orderId: 'Order_1',
      currency: 'EUR',
      paymentMeans: 'card',
      paidMinor: 1023,
      refundedMinor: 400,
      heldMinor: 0,
      refundableMinor: 623,
      refunds: [{ orderId: 'Refund_1', amountMinor: 400, charge: 'charged' }],
    });
    expect(await shop.connector.readRefunds({ orderId: 'Order_9' })).toBeNull();
  });
  it('says why no refund can begin', async () => {
    const shop = await shopWithSale();
    await refundInDoubt(shop);
    expect(await shop.connector.readRefunds({ orderId: 'Order_1' })).toMatchObject({
      heldMinor: 400,
      refundableMinor: 623,
      refusal: { failure: 'refund-in-doubt' },
    });
    expect(await shop.connector.readRefunds({ orderId: 'Refund_1' })).toMatchObject({
      refusal: { failure: 'request-invalid' },
    });
  });
});

describe('a refund by hand, if the browser has a sidecar', () => {
  const sale = aRecord({ paymentId: 'sale', state: 'answered', outcome: 'APPROVED' });
  async function shopBeside(known: Partial<OrderAtSidecar>, permit: PermitAnswer = true) {
    const asked: PermitRequest[] = [];
    const shop = await Shop.open();
    shop.secondCopy = {
      recordsOf: async (orderId) => ({
        records: recordsFileOf(orderId === 'Order_1' ? [sale] : []),
        mayLackRecords: false,
        elsewhere: [],
        ...(orderId === 'Order_1' && known),
      }),
      refundPermits: () => async (request) => {
        asked.push(request);
        return permit;
      },
    };
    await shop.start();
    return { shop, asked };
  }
  it('gets the records of the sale from the sidecar, and asks the sidecar for the permit', async () => {
    const { shop, asked } = await shopBeside({});
    expect((await shop.pay(refund())).outcome).toBe('APPROVED');
    expect(asked).toMatchObject([
      { orderId: 'Refund_1', payments: [{ leave: 'needed' }], saleRecords: [{ paymentId: 'sale' }, {}] },
    ]);
  });
  it('asks the web till for a permit after the sidecar', async () => {
    const { shop, asked } = await shopBeside({});
    const answer = await shop.clock.until(
      shop.connector.takePayment(aRequest(refund()), {
        givePermit: async () => false,
        permitNotStored: true,
      }),
    );
    expect(answer).toMatchObject({ outcome: 'NOT_SENT', failure: 'till-left' });
    expect(asked).toHaveLength(1);
    expect(shop.movedAmounts).toEqual([]);
  });
  it('does not begin without the sidecar’s permit', async () => {
    const { shop } = await shopBeside({}, { failure: 'payment-running', detail: 'another one runs' });
    expect(await shop.pay(refund())).toMatchObject({ outcome: 'NOT_SENT', failure: 'payment-running' });
    expect(shop.movedAmounts).toEqual([]);
  });
  it.each([
    [
      'the records of the sale were moved away',
      { keptElsewhere: 'records-2026-11.jsonl' },
      'order-id-reused',
      'nothing-sent',
    ],
    ['records may be lost', { mayLackRecords: true }, 'refund-in-doubt', 'nothing-sent'],
  ])('does not begin if %s', async (_, known, failure, charge) => {
    const { shop } = await shopBeside(known);
    expect(await shop.pay(refund())).toMatchObject({ failure, charge });
    expect(shop.movedAmounts).toEqual([]);
  });
  it('does not begin while the sidecar is away', async () => {
    const { shop } = await shopBeside({});
    shop.connector.showSidecar('away');
    expect(await shop.pay(refund())).toMatchObject({ failure: 'page-not-open', charge: 'nothing-sent' });
    expect(shop.movedAmounts).toEqual([]);
  });
});
