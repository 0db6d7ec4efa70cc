import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { paymentRequest } from '../../../src/core/payment/payment-request.ts';
import { aRecord } from '../../fakes/payment-examples.ts';
import { fakePage, paidAnswer } from '../helpers/fake-page.ts';
import { asTill, postOrder, runningSidecar, temporaryFolder } from '../helpers/running-sidecar.ts';

const order = { amount: 5, currency: 'EUR', order_id: 'Order_cut_off' };

/** The returning page has the journal in which the payment was begun. */
const known = (orderId: string) =>
  paidAnswer(paymentRequest.parse({ orderId, amountMinor: 500, currency: 'EUR' }));

/** The folder of a sidecar that took a payment, and was killed before it got a record of the next. */
async function folderOfBefore(): Promise<string> {
  const homeFolder = await temporaryFolder();
  const record = aRecord({ createdAt: Date.now(), state: 'answered', outcome: 'APPROVED' });
  await writeFile(join(homeFolder, 'records.jsonl'), `${JSON.stringify({ kind: 'payment', record })}\n`);
  return homeFolder;
}

test('restarted, it waits for the page that knows a payment, and does not say "not charged"', async () => {
  const sidecar = await runningSidecar({ homeFolder: await folderOfBefore() });
  const answering = postOrder(sidecar, order);
  const meanwhile = new Promise((resolve) => setTimeout(resolve, 300, 'nothing yet'));
  expect(await Promise.race([answering, meanwhile])).toBe('nothing yet');
  await fakePage(sidecar, { takePayment: (request) => paidAnswer(request, { replayed: true }) });
  const reply = await answering;
  expect(reply.status).toBe(200);
  expect(await reply.json()).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
});

test('killed while only the page knew of the payment, it answers "unknown" without a page', async () => {
  const homeFolder = await temporaryFolder();
  await writeFile(
    join(homeFolder, 'asked.jsonl'),
    '{"orderId":"Order_cut_off","open":true}\n{"orderId":"Ord',
  );
  const sidecar = await runningSidecar({ homeFolder, timeouts: { pageReturnMs: 100 } });
  const reply = await postOrder(sidecar, order);
  expect(reply.status).toBe(200);
  expect(await reply.json()).toMatchObject({ outcome: 'UNKNOWN', errorCode: '1102' });
  // Another order was never begun: for that one the answer may be "nothing sent".
  expect((await postOrder(sidecar, { ...order, order_id: 'Order_2' })).status).toBe(503);
  // The page's answer counts as soon as it comes, also for later requests.
  const page = await fakePage(sidecar, {
    findOrder: known,
    takePayment: (request) => paidAnswer(request, { outcome: 'DECLINED', failure: 'declined' }),
  });
  expect(await (await postOrder(sidecar, order)).json()).toMatchObject({ outcome: 'DECLINED' });
  page.socket.terminate();
  await vi.waitUntil(async () => (await (await asTill(sidecar, '/health')).json()).page !== 'open', 20_000);
  expect((await postOrder(sidecar, order)).status).toBe(503);
});

test('killed while only the page knew of the payment, it waits for the page to come back', async () => {
  const homeFolder = await temporaryFolder();
  await writeFile(join(homeFolder, 'asked.jsonl'), '{"orderId":"Order_cut_off","open":true}\n');
  const sidecar = await runningSidecar({ homeFolder });
  const answering = postOrder(sidecar, order);
  const meanwhile = new Promise((resolve) => setTimeout(resolve, 300, 'nothing yet'));
  expect(await Promise.race([answering, meanwhile])).toBe('nothing yet');
  await fakePage(sidecar, { findOrder: known, takePayment: (request) => paidAnswer(request) });
  expect(await (await answering).json()).toMatchObject({ outcome: 'APPROVED' });
});

test('restarted, it stops waiting for the page after its time', async () => {
  const sidecar = await runningSidecar({
    homeFolder: await folderOfBefore(),
    timeouts: { pageReturnMs: 100 },
  });
  expect((await postOrder(sidecar, order)).status).toBe(503);
});

test('restarted, it answers at once for an order of the second copy', async () => {
  const sidecar = await runningSidecar({ homeFolder: await folderOfBefore() });
  const reply = await postOrder(sidecar, { amount: '10.23', currency: 'EUR', order_id: 'Order_1' });
  expect(await reply.json()).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
});

test('waits for the page if the second copy has the payment as running or unknown', async () => {
  const homeFolder = await temporaryFolder();
  const record = aRecord({ createdAt: Date.now(), state: 'waiting' });
  await writeFile(join(homeFolder, 'records.jsonl'), `${JSON.stringify({ kind: 'payment', record })}\n`);
  const sidecar = await runningSidecar({ homeFolder });
  const answering = postOrder(sidecar, { amount: '10.23', currency: 'EUR', order_id: 'Order_1' });
  const meanwhile = new Promise((resolve) => setTimeout(resolve, 300, 'nothing yet'));
  expect(await Promise.race([answering, meanwhile])).toBe('nothing yet');
  await fakePage(sidecar, { findOrder: known, takePayment: (request) => paidAnswer(request) });
  expect(await (await answering).json()).toMatchObject({ outcome: 'APPROVED' });
});
