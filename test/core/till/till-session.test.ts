import { describe, expect, it, vi } from 'vitest';
import type { LeaveAnswer } from '../../../src/core/connector-api/connector-api.ts';
import type { PaymentAnswer } from '../../../src/core/payment/payment-answer.ts';
import { serveTill } from '../../../src/core/till/till-session.ts';
import type { TillGate, TillSide, WaitingTill } from '../../../src/core/till/till-side.ts';
import { tillConnector } from '../../../src/sdk/client/till-connector.ts';
import { inMemory, memoryLine } from '../../../src/sdk/testing/open-test-connector.ts';
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

/** A side that takes no payment by itself: `take` stands for the connector. */
function side(take: TillSide['takePayment']): TillSide {
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
  const line = memoryLine();
  const of = side(take);
  const session = serveTill(line.connector, of, gate);
  const words = await loadClientTexts('en');
  const parts = {
    way: 'window',
    notTaken: [],
    words,
    lastOrder: inMemory(),
    openOrders: inMemory(),
  } as const;
  const connector = await tillConnector(line.till, parts);
  const closed = new Promise<unknown>((resolve) => connector.on('closed', resolve));
  return { session, connector, closed, takes: of.takePayment };
}

/** A person is asked and has not decided yet. */
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

describe('the person presses “Do not allow”', () => {
  it.each(['pay', 'check'] as const)(
    '%s: not allowed, and the closing channel does not hide it',
    async (name) => {
      const { gate, asked } = askingGate();
      const { session, connector, closed, takes } = await served(async () => approved, gate);
      const call = (name === 'pay' ? connector.pay(order) : connector.check()).catch((error) => error);
      await vi.waitUntil(() => asked.mock.calls.length > 0);
      session.dismiss('till-not-allowed');
      expect(await call).toMatchObject(refused);
      expect(await closed).toMatchObject(refused);
      expect(await connector.pay(order).catch((error) => error)).toMatchObject(refused);
      expect(takes).not.toHaveBeenCalled();
    },
  );
  it('the window closes during the question: nothing was sent', async () => {
    const { gate, asked } = askingGate();
    const { session, connector } = await served(async () => approved, gate);
    const paying = connector.pay(order).catch((error) => error);
    await vi.waitUntil(() => asked.mock.calls.length > 0);
    session.dismiss('page-not-open');
    expect(await paying).toMatchObject({ name: 'page-not-open', charge: 'nothing-sent', retry: true });
  });
  it('allowed after the till has left: the payment is not begun', async () => {
    const { gate, asked, decide } = askingGate();
    const { connector, takes } = await served(async () => approved, gate);
    connector.pay(order).catch(() => {});
    await vi.waitUntil(() => asked.mock.calls.length > 0);
    connector.close();
    decide(true);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(takes).not.toHaveBeenCalled();
  });
  it('permission withdrawn during a payment: its outcome is unknown', async () => {
    const { session, connector, closed, takes } = await served(() => new Promise(() => {}));
    const paying = connector.pay(order).catch((error) => error);
    await vi.waitUntil(() => vi.mocked(takes).mock.calls.length > 0);
    session.dismiss('till-not-allowed');
    expect(await paying).toMatchObject({ name: 'outcome-unknown', charge: 'unknown' });
    expect(await closed).toMatchObject({ charge: 'unknown' });
  });
});

describe('leave to begin, for an SDK that gives it', () => {
  const leaveRequest = { paymentId: 'p-1', orderId: 'Order_1', payments: [] };
  const leaveOf = ({ leave }: WaitingTill) => leave?.(leaveRequest);

  it('is asked through the till’s line, and given while its call waits', async () => {
    let given: LeaveAnswer | undefined;
    const { connector } = await served(async (_request, till) => {
      given = await leaveOf(till);
      return approved;
    });
    await connector.pay(order);
    expect(given).toBe(true);
    connector.close();
  });
  it('is refused after an abort, and when the till has left', async () => {
    const answers: (LeaveAnswer | undefined)[] = [];
    let begin: () => void = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const { connector, takes } = await served(async (_request, till) => {
      await begun;
      answers.push(await leaveOf(till));
      connector.close();
      answers.push(await leaveOf(till));
      answers.push(!till.left?.aborted);
      return approved;
    });
    const controller = new AbortController();
    connector.pay(order, { signal: controller.signal }).catch(() => {});
    await vi.waitUntil(() => vi.mocked(takes).mock.calls.length > 0);
    controller.abort();
    begin();
    await vi.waitUntil(() => answers.length === 3);
    expect(answers).toEqual([false, false, false]);
  });
  it('is not asked of an older SDK', async () => {
    const line = memoryLine();
    const of = side(async (_request, { leave }) => {
      expect(leave).toBeUndefined();
      return approved;
    });
    serveTill(line.connector, of);
    const heard: { kind: string }[] = [];
    line.till.onMessage((message) => heard.push(message as { kind: string }));
    line.till.post({ kind: 'hello', versions: [1], program: 'old', language: 'en' });
    line.till.post({ kind: 'call', id: 1, name: 'pay', params: { request: order } });
    await vi.waitUntil(() => heard.some(({ kind }) => kind === 'result'));
  });
});

describe('a call that ends with an error', () => {
  it('a refund: not known whether the money was given back', async () => {
    const { connector } = await served(() => Promise.reject(new Error('the page is gone')));
    const failure = await connector.pay({ ...order, transactionType: 'Credit' }).catch((error) => error);
    expect(failure).toMatchObject({ name: 'outcome-unknown', charge: 'unknown', detail: 'the page is gone' });
    expect(failure.text).toContain('It is not known whether the money was given back');
    connector.close();
  });
  it('a check did nothing', async () => {
    const { connector } = await served(async () => approved);
    const failure = await connector.check().catch((error) => error);
    expect(failure).toMatchObject({ name: 'unknown-error', charge: 'nothing-sent' });
    connector.close();
  });
});

describe('a result', () => {
  it('in doubt has an outcome and a code of doubt, whatever was refused', async () => {
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
