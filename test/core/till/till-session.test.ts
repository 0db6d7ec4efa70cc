import { describe, expect, it, vi } from 'vitest';
import type { PermitAnswer } from '../../../src/core/connector-api/connector-api.ts';
import type { PaymentAnswer } from '../../../src/core/payment/payment-answer.ts';
import { serveTill } from '../../../src/core/till/till-session.ts';
import type { TillGate, TillSide, WaitingTill } from '../../../src/core/till/till-side.ts';
import { tillConnector } from '../../../src/sdk/client/till-connector.ts';
import { inMemory, memoryChannels } from '../../../src/sdk/testing/open-test-connector.ts';
import { loadClientTexts } from '../../../src/texts/load-client-texts.ts';
import { loadTillTexts } from '../../../src/texts/load-till-texts.ts';

const order = { amountMinor: 1023, orderId: 'Order_1' };

const approved: PaymentAnswer = {
  orderId: 'Order_1',
  outcome: 'APPROVED',
  charge: 'charged',
  amountMinor: 1023,
  currency: 'EUR',
  transactionType: 'Debit',
  forceAuthorization: false,
  notification: { sent: true, count: 1, pending: 0 },
  replayed: false,
  simulated: false,
};

/** A side whose `takePayment` is the given function. */
function sideWith(take: TillSide['takePayment']): TillSide {
  return {
    program: 'a test',
    takePayment: vi.fn(take),
    findOrder: async () => null,
    check: async () => {
      throw new Error('the probe failed');
    },
    requestTerminal: async () => undefined,
    currencies: async () => ['EUR'],
    configuration: async () => ({ deviceId: '', environment: 'dev', currencies: ['EUR'] }),
    subscribe: () => () => {},
    texts: loadTillTexts,
  };
}

async function served(take: TillSide['takePayment'], gate?: TillGate) {
  const channels = memoryChannels();
  const side = sideWith(take);
  const session = serveTill(channels.connector, side, gate);
  const texts = await loadClientTexts('en');
  const deps = {
    way: 'window',
    notTaken: [],
    texts,
    lastOrder: inMemory(),
    openOrders: inMemory(),
  } as const;
  const connector = await tillConnector(channels.till, deps);
  const closed = new Promise<unknown>((resolve) => connector.on('closed', resolve));
  return { session, connector, closed, takePayment: side.takePayment };
}

/** A gate that asks a person, who decides when the test calls `decide`. */
function askingGate() {
  let decide: (allowed: boolean) => void = () => {};
  const asked = vi.fn(
    () =>
      new Promise<boolean>((resolve) => {
        decide = resolve;
      }),
  );
  return { gate: { allowed: () => false, ask: asked }, asked, decide: (yes: boolean) => decide(yes) };
}

const refused = { name: 'till-not-allowed', charge: 'nothing-sent', mayBeCharged: 'no', retry: false };

describe('a till that needs the permission of a person', () => {
  it.each(['pay', 'check'] as const)(
    'gets "not allowed" for its call %s if the person refuses, even though its channel closes',
    async (name) => {
      const { gate, asked } = askingGate();
      const { session, connector, closed, takePayment } = await served(async () => approved, gate);
      const call = (name === 'pay' ? connector.pay(order) : connector.check()).catch((error) => error);
      await vi.waitUntil(() => asked.mock.calls.length > 0);
      session.dismiss('till-not-allowed');
      expect(await call).toMatchObject(refused);
      expect(await closed).toMatchObject(refused);
      expect(await connector.pay(order).catch((error) => error)).toMatchObject(refused);
      expect(takePayment).not.toHaveBeenCalled();
    },
  );
  it('gets "nothing sent" if the connector’s window closes during the question', async () => {
    const { gate, asked } = askingGate();
    const { session, connector } = await served(async () => approved, gate);
    const paying = connector.pay(order).catch((error) => error);
    await vi.waitUntil(() => asked.mock.calls.length > 0);
    session.dismiss('page-not-open');
    expect(await paying).toMatchObject({ name: 'page-not-open', charge: 'nothing-sent', retry: true });
  });
  it('pays nothing if the person allows it after the till has left', async () => {
    const { gate, asked, decide } = askingGate();
    const { connector, takePayment } = await served(async () => approved, gate);
    connector.pay(order).catch(() => {});
    await vi.waitUntil(() => asked.mock.calls.length > 0);
    connector.close();
    decide(true);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(takePayment).not.toHaveBeenCalled();
  });
  it('does not know the outcome of a payment if its permission is withdrawn while the payment runs', async () => {
    const { session, connector, closed, takePayment } = await served(() => new Promise(() => {}));
    const paying = connector.pay(order).catch((error) => error);
    await vi.waitUntil(() => vi.mocked(takePayment).mock.calls.length > 0);
    session.dismiss('till-not-allowed');
    expect(await paying).toMatchObject({ name: 'outcome-unknown', charge: 'unknown' });
    expect(await closed).toMatchObject({ charge: 'unknown' });
  });
});

describe('a permit to begin, for an SDK that gives it', () => {
  const permitRequest = { paymentId: 'p-1', orderId: 'Order_1', payments: [] };
  const permitOf = ({ givePermit }: WaitingTill) => givePermit?.(permitRequest);

  it('is asked over the till’s channel, and given while the call waits', async () => {
    let given: PermitAnswer | undefined;
    const { connector } = await served(async (_request, till) => {
      given = await permitOf(till);
      return approved;
    });
    await connector.pay(order);
    expect(given).toBe(true);
    connector.close();
  });
  it('is refused after an abort, and when the till has left', async () => {
    const answers: (PermitAnswer | undefined)[] = [];
    let askPermit: () => void = () => {};
    const mayAskPermit = new Promise<void>((resolve) => {
      askPermit = resolve;
    });
    const { connector, takePayment } = await served(async (_request, till) => {
      await mayAskPermit;
      answers.push(await permitOf(till));
      connector.close();
      answers.push(await permitOf(till));
      answers.push(!till.left?.aborted);
      return approved;
    });
    const controller = new AbortController();
    connector.pay(order, { signal: controller.signal }).catch(() => {});
    await vi.waitUntil(() => vi.mocked(takePayment).mock.calls.length > 0);
    controller.abort();
    askPermit();
    await vi.waitUntil(() => answers.length === 3);
    expect(answers).toEqual([false, false, false]);
  });
  it('is not asked of an older SDK', async () => {
    const channels = memoryChannels();
    const side = sideWith(async (_request, { givePermit }) => {
      expect(givePermit).toBeUndefined();
      return approved;
    });
    serveTill(channels.connector, side);
    const received: { kind: string }[] = [];
    channels.till.onMessage((message) => received.push(message as { kind: string }));
    channels.till.post({ kind: 'hello', versions: [1], program: 'old', language: 'en' });
    channels.till.post({ kind: 'call', id: 1, name: 'pay', params: { request: order } });
    await vi.waitUntil(() => received.some(({ kind }) => kind === 'result'));
  });
});

describe('a call that ends with an error', () => {
  it('leaves unknown whether the money of a refund was given back', async () => {
    const { connector } = await served(() => Promise.reject(new Error('the page is gone')));
    const failure = await connector.pay({ ...order, transactionType: 'Credit' }).catch((error) => error);
    expect(failure).toMatchObject({ name: 'outcome-unknown', charge: 'unknown', detail: 'the page is gone' });
    expect(failure.text).toContain('It is not known whether the money was given back');
    connector.close();
  });
  it('is reported as "nothing sent" if it was a check', async () => {
    const { connector } = await served(async () => approved);
    const failure = await connector.check().catch((error) => error);
    expect(failure).toMatchObject({ name: 'unknown-error', charge: 'nothing-sent' });
    connector.close();
  });
});

describe('a result', () => {
  it('has an outcome and a code of doubt if the order is in doubt, even if this request was refused', async () => {
    const { connector } = await served(async () => ({
      ...approved,
      outcome: 'NOT_SENT',
      failure: 'payment-running',
      charge: 'unknown',
    }));
    expect(await connector.pay(order)).toMatchObject({
      outcome: 'UNKNOWN',
      charge: 'unknown',
      failure: { name: 'outcome-unknown', code: '1102', charge: 'unknown', retry: false },
    });
    connector.close();
  });
});
