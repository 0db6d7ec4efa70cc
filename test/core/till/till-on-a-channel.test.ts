import { expect, test, vi } from 'vitest';
import type { ConnectorApi, PaymentContext } from '../../../src/core/connector-api/connector-api.ts';
import type { PaymentRequest } from '../../../src/core/payment/payment-request.ts';
import { serveTill } from '../../../src/core/till/till-session.ts';
import { connectorTillSide, type TillSide, type WaitingTill } from '../../../src/core/till/till-side.ts';
import { loadTillTexts } from '../../../src/texts/load-till-texts.ts';
import { channelPair } from '../../fakes/memory-tabs.ts';
import { aRequest } from '../../fakes/payment-examples.ts';
import { paidAnswer } from '../../sidecar/helpers/fake-page.ts';

const parts = { program: 'test', requestTerminal: async () => undefined, texts: loadTillTexts };

/** A web till that has called `pay`. Its side may wait for `mayAnswer`, which `answer` resolves. */
async function payingTill(side: (mayAnswer: Promise<void>) => TillSide) {
  const [till, connectorEnd] = channelPair();
  let answer = () => {};
  const mayAnswer = new Promise<void>((resolve) => {
    answer = resolve;
  });
  serveTill(connectorEnd, side(mayAnswer));
  till.post({ kind: 'hello', versions: [1], program: 'a till', language: 'en' });
  till.post({ kind: 'call', id: 1, name: 'pay', params: { request: { amountMinor: 1023, orderId: 'X1' } } });
  await new Promise((resolve) => setTimeout(resolve, 50));
  return { till, answer };
}

test('a web till of this page gives a permit while its channel is open, and the permit is not stored', async () => {
  let context: PaymentContext = {};
  const connector = {
    takePayment: async (request: PaymentRequest, asked: PaymentContext = {}) => {
      context = asked;
      return paidAnswer(request);
    },
    readSettings: async () => ({ currencies: ['EUR'] }),
    subscribe: () => () => {},
  } as Partial<Record<keyof ConnectorApi, unknown>> as ConnectorApi;
  const { till } = await payingTill(() => connectorTillSide(connector, parts));
  const permitRequest = { paymentId: 'a', orderId: 'X1', payments: [] };
  expect(context.permitNotStored).toBe(true);
  expect(await context.givePermit?.(permitRequest)).toBe(true);
  till.close();
  expect(await context.givePermit?.(permitRequest)).toBe(false);
});

test('a heartbeat is not answered while the connector hangs, although its page runs', async () => {
  let continueConnector = () => {};
  const hangs = new Promise<void>((resolve) => {
    continueConnector = resolve;
  });
  const connector = {
    readSettings: () => hangs.then(() => ({ currencies: ['EUR'] })),
    subscribe: () => () => {},
  } as Partial<Record<keyof ConnectorApi, unknown>> as ConnectorApi;
  const { till } = await payingTill(() => connectorTillSide(connector, parts));
  const received: unknown[] = [];
  till.onMessage((message) => void received.push((message as { kind: string }).kind));
  till.post({ kind: 'heartbeat', id: 0 });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(received).not.toContain('alive');
  continueConnector();
  await vi.waitUntil(() => received.includes('alive'), 20_000);
});

test.each([
  ['has the answer if its channel is open when the answer is posted', false, true],
  ['does not have the answer if its channel has closed', true, false],
])('a till %s', async (_, closes, hasAnswer) => {
  let waiting: WaitingTill = {};
  const side = (mayAnswer: Promise<void>): TillSide =>
    ({
      takePayment: async (_request, asked) => {
        waiting = asked;
        await mayAnswer;
        return paidAnswer(aRequest());
      },
      currencies: async () => ['EUR'],
      subscribe: () => () => {},
      texts: loadTillTexts,
      program: 'test',
    }) as Partial<TillSide> as TillSide;
  const { till, answer } = await payingTill(side);
  expect(waiting.left?.aborted).toBe(false);
  if (closes) till.close();
  answer();
  expect(await waiting.answered).toBe(hasAnswer);
  expect(waiting.left?.aborted).toBe(closes);
});
