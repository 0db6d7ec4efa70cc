import { readFile, symlink, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { readShopConfig, type ShopConfig } from '../../../src/core/settings/config-file.ts';
import { shopConfig } from '../../end-to-end/sample-order.ts';
import { BrowserProfile, ShopTerminal } from '../helpers/journal-page.ts';
import {
  asTill,
  postOrder,
  type RunningSidecar,
  runningSidecar,
  temporaryFolder,
} from '../helpers/running-sidecar.ts';

// Several browser profiles and the sidecar's copy: each knows a part of an order. They must answer as one.

const order = { amount: 10.23, currency: 'EUR', order_id: 'X1' };
let terminal: ShopTerminal;
const profile = () => new BrowserProfile(terminal);
beforeEach(() => {
  terminal = new ShopTerminal();
});

const charged = (count: number) =>
  vi.waitUntil(() => terminal.charged.length === count, { timeout: 20_000, interval: 10 });

const json = async (reply: Promise<Response>) => (await (await reply).json()) as Record<string, unknown>;
const post = (sidecar: RunningSidecar, change: object = {}) =>
  json(postOrder(sidecar, { ...order, ...change }));
const get = (sidecar: RunningSidecar, id = 'X1') => json(asTill(sidecar, `/orders/${id}`));
type Page = Awaited<ReturnType<BrowserProfile['open']>>;
async function close(sidecar: RunningSidecar, ...pages: Page[]) {
  for (const page of pages) page.socket.terminate();
  await vi.waitUntil(async () => (await json(asTill(sidecar, '/health')))['page'] === 'not-open', 20_000);
}
const unknown = { paymentStatus: 'FAILURE', outcome: 'UNKNOWN', errorCode: '1102' };
const notCharged = { error: expect.objectContaining({ errorCode: '1004' }) };

/** A page refuses the order; the terminal then takes cards again. */
async function refusedBefore(
  sidecar: RunningSidecar,
  refuser: BrowserProfile,
  cookie?: string,
): Promise<Page> {
  terminal.verdict = 'refused';
  const page = await refuser.open(sidecar, cookie);
  expect(await post(sidecar)).toMatchObject({ outcome: 'DECLINED' });
  terminal.verdict = 'accepted';
  return page;
}

describe('an order that was refused in one profile and paid in another, while only the first is open', () => {
  test('is paid for POST /order and GET /orders, and is not charged again', async () => {
    const sidecar = await runningSidecar();
    const [a, b] = [profile(), profile()];
    const pageB = await refusedBefore(sidecar, b);
    await close(sidecar, pageB);
    const pageA = await a.open(sidecar, pageB.cookie);
    expect(await post(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
    await close(sidecar, pageA);
    await b.open(sidecar, pageB.cookie);
    expect(await get(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS' });
    expect(await post(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
    expect(terminal.charged).toEqual([1023]);
  });
});

describe('an order that was refused in profile B and is unknown in profile A', () => {
  test('is unknown without a page and in a new profile, which charges nothing', async () => {
    const sidecar = await runningSidecar({ timeouts: { pageReturnMs: 50 } });
    const [a, b] = [profile(), profile()];
    const pageB = await refusedBefore(sidecar, b);
    await close(sidecar, pageB);
    const pageA = await a.open(sidecar, pageB.cookie);
    terminal.holdCustomer();
    const answering = post(sidecar);
    await charged(1);
    pageA.socket.terminate();
    expect(await answering).toMatchObject(unknown);
    expect(await get(sidecar)).toMatchObject(unknown);
    expect(await post(sidecar)).toMatchObject(unknown);
    await profile().open(sidecar, pageB.cookie);
    expect(await get(sidecar)).toMatchObject(unknown);
    expect(await post(sidecar)).toMatchObject(unknown);
    expect(terminal.charged).toEqual([1023]);
  });
});

describe('a page is killed while the customer pays, and another profile is open', () => {
  test.each([
    ['that answered the order before', true],
    ['that never had the order', false],
  ])('%s: unknown, one charge', async (_, isKnown) => {
    const sidecar = await runningSidecar({ timeouts: { pageReturnMs: 300 } });
    const [a, b] = [profile(), profile()];
    const pageB = isKnown ? await refusedBefore(sidecar, b) : await b.open(sidecar);
    const pageA = await a.open(sidecar, pageB.cookie);
    await pageA.isReady();
    terminal.holdCustomer();
    const answering = post(sidecar);
    await charged(1);
    expect(pageA.payments).toHaveLength(1);
    pageA.socket.terminate();
    expect(await answering).toMatchObject(unknown);
    expect(await post(sidecar)).toMatchObject(unknown);
    expect(terminal.charged).toEqual([1023]);
  });
});

test('replays a sale to a profile that was copied after a refusal and restored after the sale', async () => {
  const sidecar = await runningSidecar();
  const a = profile();
  const first = await refusedBefore(sidecar, a);
  const copied = a.records;
  expect(await post(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS' });
  await close(sidecar, first);
  for (const { paymentId } of a.records) a.storage.payments.delete(paymentId);
  for (const record of copied) a.storage.payments.set(record.paymentId, record);
  await a.open(sidecar, first.cookie);
  expect(await get(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS' });
  expect(await post(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
  expect(terminal.charged).toEqual([1023]);
});

describe('while the program stops', () => {
  test('joins a running order, replays a paid order, answers "unknown" for an order in doubt, and begins no new order', async () => {
    const sidecar = await runningSidecar({ timeouts: { pageReturnMs: 50 } });
    const a = profile();
    const page = await a.open(sidecar);
    await post(sidecar, { order_id: 'paid' });
    terminal.holdCustomer();
    const doubtful = post(sidecar, { order_id: 'doubtful', amount: 7 });
    await charged(2);
    page.socket.terminate();
    expect(await doubtful).toMatchObject(unknown);
    await a.open(sidecar, page.cookie);
    const done = terminal.holdCustomer();
    const running = post(sidecar);
    await charged(3);
    expect(await json(asTill(sidecar, '/stop'))).toMatchObject({ stopped: false });
    const again = post(sidecar);
    expect(await post(sidecar, { order_id: 'paid' })).toMatchObject({
      paymentStatus: 'SUCCESS',
      replayed: true,
    });
    expect(await post(sidecar, { order_id: 'doubtful', amount: 7 })).toMatchObject(unknown);
    expect(await post(sidecar, { order_id: 'new' })).toMatchObject({
      error: { errorCode: '1114', charge: 'not-charged' },
    });
    done();
    expect(await running).toMatchObject({ paymentStatus: 'SUCCESS' });
    expect(await again).toMatchObject({ paymentStatus: 'SUCCESS' });
    expect(terminal.charged).toEqual([1023, 700, 1023]);
  });
});

describe('a permit to begin', () => {
  test('a page that wakes after its till gave up sends nothing', async () => {
    const sidecar = await runningSidecar();
    const a = profile();
    let wake = () => {};
    a.awake = new Promise((resolve) => {
      wake = resolve;
    });
    const page = await a.open(sidecar);
    const till = httpRequest(`${sidecar.url}/order`, {
      method: 'POST',
      headers: { authorization: sidecar.basic },
    });
    till.on('error', () => {});
    till.end(JSON.stringify(order));
    await vi.waitUntil(() => page.payments.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    till.destroy();
    await new Promise((resolve) => setTimeout(resolve, 200));
    wake();
    await vi.waitUntil(() => a.records[0]?.state === 'closed');
    expect(terminal.charged).toEqual([]);
    expect(a.records).toMatchObject([{ outcome: 'NOT_SENT', leave: 'refused' }]);
  });
  test('the order of a till that closed its sending side at once is paid', async () => {
    const sidecar = await runningSidecar();
    await profile().open(sidecar);
    const body = JSON.stringify(order);
    const text = await new Promise<string>((resolve) => {
      let received = '';
      const socket = connect({ port: sidecar.port, host: '127.0.0.1', allowHalfOpen: true }, () =>
        socket.end(
          `POST /order HTTP/1.1\r\nHost: 127.0.0.1:${sidecar.port}\r\nAuthorization: ${sidecar.basic}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
        ),
      );
      socket.on('data', (chunk) => {
        received += chunk;
        if (received.includes('"SUCCESS"')) socket.destroy();
      });
      socket.on('close', () => resolve(received));
    });
    expect(text).toContain('SUCCESS');
    expect(terminal.charged).toEqual([1023]);
  });
  test('is not given to a page that begins too late, and the order is proven not charged', async () => {
    const sidecar = await runningSidecar({ timeouts: { beginMs: 100 } });
    const a = profile();
    let wake = () => {};
    a.awake = new Promise((resolve) => {
      wake = resolve;
    });
    await a.open(sidecar);
    expect(await post(sidecar)).toMatchObject(notCharged);
    wake();
    await vi.waitUntil(() => a.records[0]?.state === 'closed');
    expect(terminal.charged).toEqual([]);
    expect(await post(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS' });
    expect(terminal.charged).toEqual([1023]);
  });
  test('begins nothing if it cannot be written, and the order is not charged', async () => {
    const homeFolder = await temporaryFolder();
    await symlink('/dev/full', join(homeFolder, 'asked.jsonl'));
    const sidecar = await runningSidecar({ homeFolder });
    await profile().open(sidecar);
    expect(await post(sidecar)).toMatchObject({ error: { errorCode: '1106', charge: 'not-charged' } });
    expect(await get(sidecar)).toMatchObject({ outcome: 'NOT_SENT' });
    expect(terminal.charged).toEqual([]);
  });
  test('is on disk before the page gets it, and ends with the payment', async () => {
    const homeFolder = await temporaryFolder();
    const sidecar = await runningSidecar({ homeFolder });
    const a = profile();
    await a.open(sidecar);
    const asked = async () => (await readFile(join(homeFolder, 'asked.jsonl'), 'utf8')).trim().split('\n');
    const done = terminal.holdCustomer();
    const answering = post(sidecar);
    await charged(1);
    const [line = ''] = await asked();
    expect(JSON.parse(line)).toEqual({
      orderId: 'X1',
      open: true,
      at: expect.any(Number),
      journal: a.name,
      paymentId: `${a.name}-1`,
      amountMinor: 1023,
      currency: 'EUR',
      transactionType: 'Debit',
      paymentMeans: 'card',
    });
    done();
    await answering;
    await vi.waitUntil(async () => (await asked()).length === 2);
    expect(JSON.parse((await asked())[1] ?? '')).toEqual({
      orderId: 'X1',
      open: false,
      paymentId: `${a.name}-1`,
    });
  });
});

function shortReplays(): ShopConfig {
  const reading = readShopConfig(shopConfig({ connector: { replay_hours: 0 } }));
  if (!reading.ok) throw new Error(JSON.stringify(reading));
  return reading.config;
}

describe('the number of a paid order', () => {
  test('is replayed while its answer may be lost, whatever its age; the answer is noted once', async () => {
    const sidecar = await runningSidecar();
    const a = profile();
    await a.open(sidecar);
    await post(sidecar);
    await vi.waitUntil(() => a.records[0]?.answeredAt !== undefined);
    const { answeredAt } = a.records[0] ?? {};
    expect(await post(sidecar)).toMatchObject({ replayed: true });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(a.records[0]?.answeredAt).toBe(answeredAt);
  });
  test('is refused without a page too, after its answer and `replay_hours`', async () => {
    const sidecar = await runningSidecar({ config: shortReplays(), options: { simulate: 'all' } });
    const a = profile();
    const page = await a.open(sidecar);
    await post(sidecar);
    await vi.waitUntil(() => a.records[0]?.answeredAt !== undefined);
    await close(sidecar, page);
    const reply = await postOrder(sidecar, order);
    expect(reply.status).toBe(409);
    expect(await reply.json()).toMatchObject({ error: { errorCode: '1103' } });
  });
  test('is refused too if the page and the program ended as soon as the answer was written', async () => {
    const wish = {
      config: shortReplays(),
      options: { simulate: 'all' },
      homeFolder: await temporaryFolder(),
    } as const;
    const before = await runningSidecar(wish);
    const page = await profile().open(before);
    await post(before);
    page.socket.terminate();
    await before.stop();
    await before.closed;
    const reply = await postOrder(await runningSidecar(wish), order);
    expect(await reply.json()).toMatchObject({ error: { errorCode: '1103' } });
  });
});

describe('the records of a paid order are lost, and no page is open', () => {
  test('never answers "not charged" if they are lost while the program runs', async () => {
    const homeFolder = await temporaryFolder();
    const sidecar = await runningSidecar({ homeFolder });
    const page = await profile().open(sidecar);
    await post(sidecar);
    await close(sidecar, page);
    await writeFile(join(homeFolder, 'records.jsonl'), '');
    expect(await post(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
    expect(await get(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS' });
  });
  test('answers "unknown" until a page knows the order, if they were lost while the program did not run', async () => {
    const homeFolder = await temporaryFolder();
    const before = await runningSidecar({ homeFolder });
    const a = profile();
    const page = await a.open(before);
    await post(before);
    page.socket.terminate();
    await before.stop();
    await before.closed;
    await writeFile(join(homeFolder, 'records.jsonl'), '');
    const sidecar = await runningSidecar({ homeFolder, timeouts: { pageReturnMs: 50 } });
    expect(await post(sidecar)).toMatchObject(unknown);
    expect(await get(sidecar)).toMatchObject({ error: { errorCode: '1102' } });
    await a.open(sidecar);
    expect(await post(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
    expect(terminal.charged).toEqual([1023]);
  });
});

describe('an order of which the sidecar knows nothing, while no page is open', () => {
  test('answers "nothing sent", because a page may have taken it by hand while the sidecar did not run', async () => {
    const sidecar = await runningSidecar();
    const reply = await postOrder(sidecar, { amount: 10.23, currency: 'EUR', order_id: 'By_hand' });
    expect(reply.status).toBe(503);
    expect(await reply.json()).toMatchObject({ error: { errorCode: '1004', charge: 'nothing-sent' } });
  });
});
