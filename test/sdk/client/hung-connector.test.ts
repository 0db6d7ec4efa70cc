import { expect, test } from 'vitest';
import type { TillChannel } from '../../../src/sdk/client/till-connection.ts';
import { tillConnector } from '../../../src/sdk/client/till-connector.ts';
import { texts } from '../../../src/texts/en/till-client.ts';

interface Sent {
  readonly kind: string;
  readonly id: number;
}

/** A till whose connector answers `hello`. `onMessage` answers every other message. */
async function connectTill(onMessage: (message: Sent, reply: (answer: unknown) => void) => void) {
  let reply = (_: unknown) => {};
  const channel: TillChannel = {
    post(message) {
      const sent = message as Sent;
      if (sent.kind === 'hello') reply({ kind: 'welcome', version: 1, program: 'a connector' });
      else onMessage(sent, reply);
    },
    onMessage(listener) {
      reply = (answer) => queueMicrotask(() => listener(answer));
    },
    onClose: () => {},
    close: () => {},
  };
  const keep = (text: string | null = null) => ({
    get: () => text,
    set: (next: string) => {
      text = next;
    },
  });
  const heartbeat = { everyMs: 10, silentMs: 50 };
  const deps = { way: 'window', notTaken: [], texts, lastOrder: keep(), openOrders: keep() } as const;
  return tillConnector(channel, { ...deps, heartbeat });
}

const order = { amountMinor: 1023, orderId: 'Order_1' };
const longerThanSilence = () => new Promise((resolve) => setTimeout(resolve, 150));

test('if the connector hangs, ends every call, and reports the payment as in doubt', async () => {
  const connector = await connectTill(() => {});
  const closed = new Promise<unknown>((resolve) => connector.on('closed', resolve));
  const unknown = { name: 'outcome-unknown', charge: 'unknown' };
  await expect(connector.pay(order)).rejects.toMatchObject(unknown);
  expect(await closed).toMatchObject(unknown);
  await expect(connector.payments.get('Order_1')).rejects.toMatchObject(unknown);
  await expect(connector.check()).rejects.toMatchObject({ name: 'page-not-open', charge: 'nothing-sent' });
});

test.each([
  ['answers heartbeats', { kind: 'alive' }],
  [
    'is of an older program, which knows no heartbeat, and answers',
    { kind: 'failed', id: 0, failure: { name: 'request-invalid' } },
  ],
])('a call waits while the connector %s', async (_, answer) => {
  let finish = () => {};
  const connector = await connectTill(({ kind, id }, reply) => {
    if (kind === 'heartbeat') reply(answer);
    else finish = () => reply({ kind: 'result', id, value: null });
  });
  const finding = connector.payments.get('Order_1');
  await longerThanSilence();
  finish();
  expect(await finding).toBeNull();
});

test('sends no heartbeat while no call waits', async () => {
  let heartbeats = 0;
  const connector = await connectTill(({ kind, id }, reply) => {
    if (kind === 'heartbeat') heartbeats += 1;
    else reply({ kind: 'result', id, value: null });
  });
  expect(await connector.payments.get('Order_1')).toBeNull();
  await longerThanSilence();
  expect(heartbeats).toBe(0);
});
