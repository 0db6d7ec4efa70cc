import { describe, expect, test } from 'vitest';
import type { RecordCopy } from '../../../src/core/connector-api/messages.ts';
import type { OutboxEntry } from '../../../src/core/hipay/outbox-entry.ts';
import { anEntry, aRecord } from '../../fakes/payment-examples.ts';
import { fakePage } from '../helpers/fake-page.ts';
import { asTill, type RunningSidecar, runningSidecar } from '../helpers/running-sidecar.ts';

const path = '/connector/notification';
const journal = 'journal-1';
const pending = anEntry({ attempts: 1, mayHaveArrived: true });
const delivered: OutboxEntry = { ...pending, attempts: 2, state: 'delivered', deliveredAt: 5 };

/** A page with this journal, and the function by which it sends its records. */
async function pageWithRecords(sidecar: RunningSidecar, cookie?: string) {
  let give: (send: (copy: RecordCopy) => void) => void;
  const subscribed = new Promise<(copy: RecordCopy) => void>((resolve) => {
    give = resolve;
  });
  const records = {
    subscribeRecords: (_since: number, listener: (copy: RecordCopy) => void) => {
      give(listener);
      return () => {};
    },
  };
  const page = await fakePage(sidecar, { journal, records }, cookie);
  return { ...page, sendCopy: await subscribed };
}

/** A sidecar whose page has left after it sent a payment with a pending notification. */
async function shopWithoutPage() {
  const sidecar = await runningSidecar();
  const page = await pageWithRecords(sidecar);
  page.sendCopy({ kind: 'payment', record: aRecord({ state: 'answered', outcome: 'APPROVED' }) });
  page.sendCopy({ kind: 'notification', entry: pending });
  await expect.poll(() => counted(sidecar)).toMatchObject({ pending: 1 });
  page.socket.terminate();
  const send = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(sidecar.url + path, {
      method: 'POST',
      headers: { origin: sidecar.pageUrl, cookie: page.cookie, ...headers },
      body: JSON.stringify(body),
    });
  return { sidecar, send, page };
}

const counted = async (sidecar: RunningSidecar) =>
  (await (await asTill(sidecar, '/health')).json()).notifications;

describe('a notification that the service worker has written', () => {
  test('counts in health at once, without a page', async () => {
    const { sidecar, send } = await shopWithoutPage();
    expect(await (await send({ journal, entry: { ...pending, attempts: 2 } })).json()).toEqual({
      kept: true,
    });
    expect(await counted(sidecar)).toMatchObject({ pending: 1 });
    await send({ journal, entry: delivered });
    expect(await counted(sidecar)).toMatchObject({ pending: 0, parked: 0 });
    expect(await (await asTill(sidecar, '/records')).text()).toContain('"state":"delivered"');
  });
  test('stays delivered when a page with an older copy comes later', async () => {
    const { sidecar, send, page } = await shopWithoutPage();
    await send({ journal, entry: delivered });
    const later = await pageWithRecords(sidecar, page.cookie);
    later.sendCopy({ kind: 'notification', entry: pending });
    const another = anEntry({ entryId: 'entry-2', paymentId: 'payment-2', orderId: 'Order_2' });
    later.sendCopy({ kind: 'notification', entry: another });
    await expect.poll(() => counted(sidecar)).toMatchObject({ pending: 1 });
    expect((await (await asTill(sidecar, '/records')).text()).match(/"state":"delivered"/g)).toHaveLength(1);
  });
  test.each<[string, Record<string, string>, number]>([
    ['a page that is not paired', { cookie: '' }, 401],
    ['a wrong cookie', { cookie: 'hipay-ecr=x' }, 401],
    ['a foreign page', { origin: 'https://evil.example' }, 403],
  ])('is not taken from %s', async (_name, headers, status) => {
    const { sidecar, send } = await shopWithoutPage();
    expect((await send({ journal, entry: delivered }, headers)).status).toBe(status);
    await expect.poll(() => counted(sidecar)).toMatchObject({ pending: 1 });
  });
  test.each([
    ['no journal', { entry: delivered }],
    ['no entry', { journal }],
    ['an entry without an id', { journal, entry: { state: 'delivered' } }],
  ])('is not taken with %s', async (_name, body) => {
    const { sidecar, send } = await shopWithoutPage();
    expect((await send(body)).status).toBe(400);
    await expect.poll(() => counted(sidecar)).toMatchObject({ pending: 1 });
  });
});
