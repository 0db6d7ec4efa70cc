import { describe, expect, it } from 'vitest';
import {
  ConnectorFailure,
  openTestConnector,
  type Phase,
  type TestConnector,
  type TestOptions,
} from '../../../src/sdk/testing/index.ts';
import { testEveryScript } from './outcomes.ts';

const order = { amountMinor: 1023, orderId: 'Order_1' };

async function withConnector(
  options: TestOptions,
  work: (connector: TestConnector) => Promise<void>,
): Promise<void> {
  const connector = await openTestConnector(options);
  await work(connector);
  connector.close();
}

/** Resolves when the payment waits for the customer. */
const customerPhase = (connector: TestConnector) =>
  new Promise<void>((resolve) => {
    connector.on('phase', ({ phase }) => phase === 'customer' && resolve());
  });

const failureOf = (promise: Promise<unknown>): Promise<ConnectorFailure> =>
  promise.then(
    () => {
      throw new Error('it should have been rejected');
    },
    (failure) => failure,
  );

/** The tests of `hipay-ecr-connector/testing`, for Node and for browsers. */
export function testConnectorSuite(place: string): void {
  describe(`the test connector in ${place}`, () => {
    testEveryScript();
    testPaying();
    testInterruptedPayments();
    testOperations();
  });
}

function testPaying(): void {
  it('is marked as a test connector', () =>
    withConnector({}, async (connector) => {
      expect(connector.simulated).toBe(true);
      expect(await connector.version()).toMatchObject({ program: expect.stringMatching(/^test connector /) });
      expect(await connector.check()).toMatchObject({ simulated: true, environment: 'dev' });
      expect(await connector.pay(order)).toMatchObject({ simulated: true });
    }));
  it('reports each phase of its own order, in the till’s language', () =>
    withConnector({ language: 'fr' }, async (connector) => {
      const phases: Phase[] = [];
      await connector.pay(order, { onPhase: (phase) => phases.push(phase) });
      expect(phases.map(({ phase }) => phase)).toEqual([
        'recording',
        'calling-terminal',
        'sending',
        'customer',
        'answer',
        'notifying',
        'finished',
      ]);
      expect(phases[3]?.text).toMatch(/carte/);
    }));
  it('charges the same order once, and repeats the answer', () =>
    withConnector({}, async (connector) => {
      const first = await connector.pay(order);
      expect(await connector.pay(order)).toEqual({ ...first, replayed: true });
      expect(connector.test.charged).toEqual([1023]);
    }));
  it('refuses the number of a paid order for another amount', () =>
    withConnector({}, async (connector) => {
      await connector.pay(order);
      const again = await connector.pay({ ...order, amountMinor: 500 });
      expect(again).toMatchObject({ outcome: 'NOT_SENT', failure: { name: 'order-id-reused' } });
      expect(connector.test.charged).toEqual([1023]);
    }));
  it('rejects an invalid payment, and names the field', () =>
    withConnector({}, async (connector) => {
      const failure = await failureOf(connector.pay({ amountMinor: 10.5 }));
      expect(failure).toBeInstanceOf(ConnectorFailure);
      expect(failure).toMatchObject({ name: 'request-invalid', mayBeCharged: 'no', code: '1104' });
      expect(failure.detail).toMatch(/^amountMinor: /);
    }));
}

function testInterruptedPayments(): void {
  it('rejects with the signal’s reason if it is aborted before the start, and nothing is charged', () =>
    withConnector({}, async (connector) => {
      const reason = new Error('the basket was emptied');
      expect(await failureOf(connector.pay(order, { signal: AbortSignal.abort(reason) }))).toBe(reason);
      expect(await connector.payments.get('Order_1')).toBeNull();
      expect(connector.test.charged).toEqual([]);
    }));
  it('stops waiting if it is aborted after the start, and the payment goes on', () =>
    withConnector({}, async (connector) => {
      const controller = new AbortController();
      const paying = failureOf(connector.pay(order, { signal: controller.signal }));
      await customerPhase(connector);
      controller.abort();
      expect(await paying).toMatchObject({ name: 'outcome-unknown', mayBeCharged: 'unknown', retry: false });
      expect(await connector.payments.get('Order_1')).toMatchObject({ outcome: 'APPROVED' });
    }));
  it('resumeLast gives the result after the till’s page was reloaded during the payment', () =>
    withConnector({}, async (connector) => {
      const paying = failureOf(connector.pay(order));
      await customerPhase(connector);
      const after = await connector.test.reload();
      expect(await paying).toMatchObject({ name: 'outcome-unknown' });
      expect(await after.resumeLast()).toMatchObject({ orderId: 'Order_1', outcome: 'APPROVED' });
      expect(after.test.charged).toEqual([1023]);
      after.close();
    }));
  it('if the connector’s window is closed during a payment, pay() rejects at once, and the customer may be charged', () =>
    withConnector({}, async (connector) => {
      const closed = new Promise((resolve) => connector.on('closed', resolve));
      const paying = failureOf(connector.pay(order));
      await customerPhase(connector);
      connector.test.closeConnector();
      expect(await closed).toMatchObject({ name: 'outcome-unknown', charge: 'unknown' });
      expect(await paying).toMatchObject({ name: 'outcome-unknown', mayBeCharged: 'unknown' });
      expect(await failureOf(connector.check())).toMatchObject({
        name: 'page-not-open',
        charge: 'nothing-sent',
      });
      const again = await connector.test.reload();
      expect(await again.pay(order)).toMatchObject({ outcome: 'APPROVED' });
      expect(again.test.charged).toEqual([1023]);
      again.close();
    }));
  it('resumeLast gives null before the first payment', () =>
    withConnector({}, async (connector) => {
      expect(await connector.resumeLast()).toBeNull();
    }));
}

function testOperations(): void {
  it('cancel answers that no payment runs, or that only the red key ends it', () =>
    withConnector({ script: 'slow-customer' }, async (connector) => {
      expect(await connector.cancel()).toMatchObject({ state: 'nothing-running' });
      expect(connector.test.pressRedKey()).toBe(false);
      const paying = connector.pay(order);
      await customerPhase(connector);
      expect(await connector.cancel()).toMatchObject({ state: 'press-red-key', orderId: 'Order_1' });
      expect(connector.test.pressRedKey()).toBe(true);
      expect(await paying).toMatchObject({ outcome: 'CANCELLED', failure: { mayBeCharged: 'no' } });
      expect(connector.test.charged).toEqual([]);
    }));
  it('reports that the cable is unplugged, and that it is plugged in again', () =>
    withConnector({}, async (connector) => {
      const states: string[] = [];
      const back = new Promise<void>((resolve) => {
        connector.on('status', ({ terminal }) => {
          if (states.at(-1) !== terminal.state) states.push(terminal.state);
          if (states.includes('away') && terminal.ready) resolve();
        });
      });
      connector.test.unplug();
      await back;
      expect(await connector.pay(order)).toMatchObject({ outcome: 'APPROVED' });
    }));
  it('changes the script for the next payment, never during one', () =>
    withConnector({ script: 'refuse' }, async (connector) => {
      const first = connector.pay(order);
      await customerPhase(connector);
      expect(() => connector.test.play('accept')).toThrow(/a payment runs/);
      expect(await first).toMatchObject({ outcome: 'DECLINED' });
      connector.test.play('accept');
      expect(await connector.pay(order)).toMatchObject({ outcome: 'APPROVED', replayed: false });
    }));
  it('a sale is paid although HiPay’s answer is lost, and HiPay is notified once', () =>
    withConnector({ gateway: 'lost-answer', speed: 100 }, async (connector) => {
      expect(await connector.pay(order)).toMatchObject({ paymentStatus: 'SUCCESS' });
      await new Promise<void>((resolve) => {
        connector.on('status', ({ notifications }) => notifications.pending === 0 && resolve());
      });
      expect(connector.test.told).toEqual([{ orderId: 'Order_1', amount: '10.23', currency: 'EUR' }]);
    }));
  it('rejects an unknown script', async () => {
    await expect(openTestConnector({ script: 'no-such' as never })).rejects.toThrow(/no script no-such/);
  });
}
