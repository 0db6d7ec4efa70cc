import { describe, expect, it } from 'vitest';
import {
  type ConnectorFailure,
  openTestConnector,
  type TestConnector,
} from '../../../src/sdk/testing/index.ts';

const order = { amountMinor: 1023, orderId: 'Order_1' };

const failureOf = (promise: Promise<unknown>): Promise<ConnectorFailure> =>
  promise.then(
    () => {
      throw new Error('it should have been rejected');
    },
    (failure) => failure,
  );

const customerThere = (connector: TestConnector) =>
  new Promise<void>((resolve) => {
    connector.on('phase', ({ phase }) => phase === 'customer' && resolve());
  });

/** Begins a payment, and closes the connector's window while the customer is at the terminal. */
async function loseConnectorDuringPayment(request: Parameters<TestConnector['pay']>[0] = order) {
  const connector = await openTestConnector({ script: 'slow-customer' });
  const closed = new Promise<unknown>((resolve) => connector.on('closed', resolve));
  const paying = failureOf(connector.pay(request));
  await customerThere(connector);
  connector.test.closeConnector();
  return { connector, closed, paying };
}

const outcomeUnknown = { name: 'outcome-unknown', charge: 'unknown', mayBeCharged: 'unknown', retry: false };
const nothingSent = { name: 'page-not-open', charge: 'nothing-sent', mayBeCharged: 'no', retry: true };

describe('the connector is lost during a payment', () => {
  it('rejects every call about the order with an unknown outcome', async () => {
    const { connector, closed, paying } = await loseConnectorDuringPayment();
    expect(await paying).toMatchObject(outcomeUnknown);
    expect(await closed).toMatchObject(outcomeUnknown);
    expect(await failureOf(connector.payments.get('Order_1'))).toMatchObject(outcomeUnknown);
    expect(await failureOf(connector.resumeLast())).toMatchObject(outcomeUnknown);
    expect(await failureOf(connector.pay(order))).toMatchObject(outcomeUnknown);
    for (const { text } of [await paying, await failureOf(connector.pay(order))])
      expect(text).not.toMatch(/not charged|try again/i);
    connector.close();
  });
  it('the outcome stays unknown after a reload, until the connector has given the final answer', async () => {
    const { connector } = await loseConnectorDuringPayment();
    const lostAgain = await connector.test.reload();
    const closed = new Promise<unknown>((resolve) => lostAgain.on('closed', resolve));
    lostAgain.test.closeConnector();
    expect(await closed).toMatchObject(outcomeUnknown);
    expect(await failureOf(lostAgain.resumeLast())).toMatchObject(outcomeUnknown);
    expect(await failureOf(lostAgain.pay(order))).toMatchObject(outcomeUnknown);
    const back = await lostAgain.test.reload();
    expect(await back.resumeLast()).toMatchObject({ outcome: 'APPROVED', charge: 'charged' });
    const closedAgain = new Promise<unknown>((resolve) => back.on('closed', resolve));
    back.test.closeConnector();
    expect(await closedAgain).toMatchObject(nothingSent);
    back.close();
  });
  it('rejects a call about an order that this page never sent with "this request did nothing"', async () => {
    const { connector } = await loseConnectorDuringPayment();
    expect(await failureOf(connector.payments.get('Order_2'))).toMatchObject(nothingSent);
    const refused = await failureOf(connector.pay({ ...order, orderId: 'Order_2' }));
    expect(refused).toMatchObject(nothingSent);
    expect(refused.text).toMatch(/This request did nothing\..*same order number/);
    // A call that was never sent does not replace the order that is in doubt.
    expect(await failureOf(connector.resumeLast())).toMatchObject(outcomeUnknown);
    connector.close();
  });
  it('a check of the terminal says that this request did nothing', async () => {
    const { connector } = await loseConnectorDuringPayment();
    expect(await failureOf(connector.check())).toMatchObject(nothingSent);
    connector.close();
  });
  it.each([
    ['Credit', 'It is not known whether the money was given back'],
    ['Cancel', 'It is not known whether the earlier payment was taken back'],
  ] as const)('reports what is known about the money of a %s', async (transactionType, moneyText) => {
    const { connector, paying, closed } = await loseConnectorDuringPayment({ ...order, transactionType });
    expect((await paying).text).toContain(moneyText);
    expect(((await closed) as ConnectorFailure).text).toContain(moneyText);
    connector.close();
  });
  it('after a refused request, its order is not in doubt', async () => {
    const connector = await openTestConnector();
    expect(await failureOf(connector.pay({ amountMinor: 1.5, orderId: 'Order_3' }))).toMatchObject({
      name: 'request-invalid',
      charge: 'nothing-sent',
    });
    connector.test.closeConnector();
    expect(await failureOf(connector.payments.get('Order_3'))).toMatchObject(nothingSent);
    connector.close();
  });
});

describe('a permit to begin a payment', () => {
  it('is given while the call waits, and the payment is taken', async () => {
    const connector = await openTestConnector();
    expect(await connector.pay(order)).toMatchObject({ outcome: 'APPROVED' });
    connector.close();
  });
  it('is not given once the page has stopped waiting, and nothing goes to the terminal', async () => {
    const connector = await openTestConnector();
    const controller = new AbortController();
    const paying = failureOf(connector.pay(order, { signal: controller.signal }));
    controller.abort();
    expect(await paying).toMatchObject(outcomeUnknown);
    expect(await connector.payments.get('Order_1')).toMatchObject({
      outcome: 'NOT_SENT',
      charge: 'not-charged',
      failure: { name: 'till-left', retry: true },
    });
    expect(connector.test.charged).toEqual([]);
    connector.close();
  });
});
