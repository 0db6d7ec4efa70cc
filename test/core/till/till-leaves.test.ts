import { expect, test, vi } from 'vitest';
import type { ConnectorApi, PaymentContext } from '../../../src/core/connector-api/connector-api.ts';
import type { PaymentRequest } from '../../../src/core/payment/payment-request.ts';
import { serveTill } from '../../../src/core/till/till-session.ts';
import { connectorTillSide, type TillSide, type WaitingTill } from '../../../src/core/till/till-side.ts';
import { loadTillTexts } from '../../../src/texts/load-till-texts.ts';
import { channelPair } from '../../fakes/memory-tabs.ts';
import { aRequest } from '../../fakes/payment-examples.ts';
import { paid } from '../../sidecar/helpers/fake-page.ts';

const parts = { program: 'test', requestTerminal: async () => undefined, texts: loadTillTexts };

/** A web till that pays, and the answer that its connector holds back. */
async function payingTill(side: (answering: Promise<void>) => TillSide) {
  const [till, ours] = channelPair();
  let answer = () => {};
  const answering = new Promise<void>((resolve) => {
    answer = resolve;
  });
  serveTill(ours, side(answering));
  till.post({ kind: 'hello', versions: [1], program: 'a till', language: 'en' });
  till.post({ kind: 'call', id: 1, name: 'pay', params: { request: { amountMinor: 1023, orderId: 'X1' } } });
  await new Promise((resolve) => setTimeout(resolve, 50));
  return { till, answer };
}

test('a web till of this page is asked for leave over its own channel, and nothing is written down', async () => {
  let context: PaymentContext = {};
  const connector = {
    takePayment: async (request: PaymentRequest, asked: PaymentContext = {}) => {
      context = asked;
      return paid(request);
    },
    readSettings: async () => ({ currencies: ['EUR'] }),
    subscribe: () => () => {},
  } as Partial<Record<keyof ConnectorApi, unknown>> as ConnectorApi;
  const { till } = await payingTill(() => connectorTillSide(connector, parts));
  const asks = { paymentId: 'a', orderId: 'X1', payments: [] };
  expect(context.leaveUnwritten).toBe(true);
  expect(await context.leave?.(asks)).toBe(true);
  till.close();
  expect(await context.leave?.(asks)).toBe(false);
});

test('a heartbeat is answered once the connector itself answers, which may hang while its page runs', async () => {
  let goOn = () => {};
  const hangs = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const connector = {
    readSettings: () => hangs.then(() => ({ currencies: ['EUR'] })),
    subscribe: () => () => {},
  } as Partial<Record<keyof ConnectorApi, unknown>> as ConnectorApi;
  const { till } = await payingTill(() => connectorTillSide(connector, parts));
  const heard: unknown[] = [];
  till.onMessage((message) => void heard.push((message as { kind: string }).kind));
  till.post({ kind: 'heartbeat', id: 0 });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(heard).not.toContain('alive');
  goOn();
  await vi.waitUntil(() => heard.includes('alive'), 20_000);
});

test.each([
  ['whose channel is open when the answer is posted has it', false, true],
  ['whose channel has closed does not have it', true, false],
])('a till %s', async (_, closes, expected) => {
  let waiting: WaitingTill = {};
  const side = (answering: Promise<void>): TillSide =>
    ({
      takePayment: async (_request, asked) => {
        waiting = asked;
        await answering;
        return paid(aRequest());
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
  expect(await waiting.answered).toBe(expected);
  expect(waiting.left?.aborted).toBe(closes);
});
