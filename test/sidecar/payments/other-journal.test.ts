import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { PermitAnswer } from '../../../src/core/connector-api/connector-api.ts';
import { anEntry, aRecord } from '../../fakes/payment-examples.ts';
import { fakePage, paidAnswer } from '../helpers/fake-page.ts';
import { BrowserProfile, ShopTerminal } from '../helpers/journal-page.ts';
import { asTill, postOrder, runningSidecar, temporaryFolder } from '../helpers/running-sidecar.ts';

// The page has another journal than the one with the order: another browser, another port, or cleared storage. Without
// the second copy it would not find the order and would charge it again.

const order = { amount: 10.23, currency: 'EUR', order_id: 'Order_1' };
const record = (change: Parameters<typeof aRecord>[0]) =>
  JSON.stringify({ kind: 'payment', record: aRecord({ createdAt: Date.now(), ...change }) });
const approved = record({ state: 'answered', outcome: 'APPROVED', updatedAt: 2000 });
const entry = JSON.stringify({ kind: 'notification', entry: anEntry({ state: 'delivered', attempts: 1 }) });

async function shopThatKnows(files: Record<string, string[]>) {
  const homeFolder = await temporaryFolder();
  for (const [name, lines] of Object.entries(files))
    await writeFile(join(homeFolder, name), `${lines.join('\n')}\n`);
  return { sidecar: await runningSidecar({ homeFolder }), homeFolder };
}

const post = async (sidecar: Parameters<typeof postOrder>[0], change: object = {}) =>
  (await (await postOrder(sidecar, { ...order, ...change })).json()) as Record<string, unknown>;

describe('an order of the second copy, and a page that does not know it', () => {
  test.each([
    ['paid', [approved, entry]],
    ['given up as unknown', [record({ state: 'unknown', outcome: 'UNKNOWN' })]],
    ['cut off while the customer paid', [record({ state: 'sending' }), record({ state: 'waiting' })]],
    ['declined', [record({ state: 'closed', outcome: 'DECLINED', failure: 'declined' })]],
  ])('%s: the page gets the records of that order with the request', async (_, lines) => {
    const { sidecar } = await shopThatKnows({ 'records.jsonl': lines });
    const page = await fakePage(sidecar, {
      journal: 'another',
      takePayment: (request) => paidAnswer(request, { replayed: true }),
    });
    expect(await post(sidecar)).toMatchObject({ replayed: true });
    const [file] = page.known;
    expect(file?.payments).toMatchObject([{ orderId: 'Order_1' }]);
    expect(file?.notifications).toHaveLength(lines.includes(entry) ? 1 : 0);
  });
  test('if the second copy does not know the order either, the page gets no records', async () => {
    const { sidecar } = await shopThatKnows({ 'records.jsonl': [approved] });
    const page = await fakePage(sidecar);
    await post(sidecar, { order_id: 'Order_2' });
    expect(page.known).toEqual([undefined]);
  });
  test.each([
    ['paid', [approved, entry], {}, { paymentStatus: 'SUCCESS', replayed: true }, 0],
    [
      'unknown',
      [record({ state: 'unknown', outcome: 'UNKNOWN' })],
      {},
      { outcome: 'UNKNOWN', errorCode: '1102' },
      0,
    ],
    ['paid, of another amount', [approved], { amount: 99 }, { error: { errorCode: '1103' } }, 0],
    [
      'declined',
      [record({ state: 'closed', outcome: 'DECLINED', failure: 'declined' })],
      {},
      { paymentStatus: 'SUCCESS', replayed: false },
      1,
    ],
    ['begun by hand', [record({})], {}, { outcome: 'UNKNOWN', errorCode: '1102' }, 0],
  ])('%s: the page decides by them', async (_, lines, change, answer, charges) => {
    const { sidecar } = await shopThatKnows({ 'records.jsonl': lines });
    const terminal = new ShopTerminal();
    await new BrowserProfile(terminal).open(sidecar);
    expect(await post(sidecar, change)).toMatchObject(answer);
    expect(terminal.charged).toHaveLength(charges);
  });
  const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000;
  const begun = () => record({ leave: 'needed', createdAt: minutesAgo(5) });
  const ended = (at: number) => [true, false].map((open) => JSON.stringify({ orderId: 'Other', open, at }));
  test.each([
    // The list may be another till's: its later lines prove nothing either.
    ['that has later lines', ended(minutesAgo(3))],
    ['that ends before it, as an older copy does', ended(minutesAgo(7))],
    ['that is gone', []],
  ])('begun before this start, and not in a list of permits %s: it is in doubt', async (_, lines) => {
    const { sidecar } = await shopThatKnows({ 'records.jsonl': [begun()], 'asked.jsonl': lines });
    const terminal = new ShopTerminal();
    await new BrowserProfile(terminal).open(sidecar);
    const unknown = { outcome: 'UNKNOWN', charge: 'unknown', errorCode: '1102' };
    expect(await post(sidecar)).toMatchObject(unknown);
    // Another sale does not change it.
    await post(sidecar, { order_id: 'Another', amount: 7 });
    expect(await post(sidecar)).toMatchObject(unknown);
    expect(terminal.charged).toEqual([700]);
  });
  test.each([
    ['paid', [approved, entry], { paymentStatus: 'SUCCESS', replayed: true }],
    [
      'unknown',
      [record({ state: 'unknown', outcome: 'UNKNOWN' })],
      { outcome: 'UNKNOWN', errorCode: '1102' },
    ],
    // The page has lost its storage, and says what it knows.
    ['cut off', [record({ state: 'sending' })], { outcome: 'UNKNOWN', errorCode: '1102' }],
  ])('%s, and the page says "not charged": the sidecar knows more', async (_, lines, answer) => {
    const { sidecar } = await shopThatKnows({ 'records.jsonl': lines });
    await fakePage(sidecar, {
      takePayment: (request) =>
        paidAnswer(request, { outcome: 'NOT_SENT', charge: 'not-charged', failure: 'cannot-record' }),
      findOrder: () => null,
    });
    expect(await post(sidecar)).toMatchObject(answer);
    expect(await (await asTill(sidecar, '/orders/Order_1')).json()).toMatchObject(answer);
  });
  test.each([
    ['paid', [approved, entry], { paymentStatus: 'SUCCESS', replayed: true }],
    [
      'unknown',
      [record({ state: 'unknown', outcome: 'UNKNOWN' })],
      { outcome: 'UNKNOWN', errorCode: '1102' },
    ],
  ])('%s: a payment with a new journal gets no permit', async (_, lines, answer) => {
    const { sidecar } = await shopThatKnows({ 'records.jsonl': lines });
    let given: PermitAnswer | undefined;
    await fakePage(sidecar, {
      takePayment: async (request, { givePermit }) => {
        const own = aRecord({ paymentId: 'new', leave: 'needed', installation: 'another' });
        given = await givePermit?.({ paymentId: 'new', orderId: own.orderId, payments: [own] });
        return paidAnswer(request, {
          paymentId: 'new',
          outcome: 'NOT_SENT',
          charge: 'not-charged',
          failure: 'page-not-open',
        });
      },
    });
    expect(await post(sidecar)).toMatchObject(answer);
    expect(given).toMatchObject({ failure: 'order-id-reused' });
  });
});

describe('an order that an older program sent to a page, and that was never answered', () => {
  const asked = (journal?: string) =>
    JSON.stringify({ orderId: 'Order_1', open: true, ...(journal && { journal }) });
  test.each([
    ['of the same journal knows that it never began: it pays', (own: string) => asked(own), 'SUCCESS', 1],
    ['of another journal cannot know: no charge', () => asked('theirs'), 'FAILURE', 0],
    ['when the record names no journal: no charge', () => asked(), 'FAILURE', 0],
  ])('a page %s', async (_, lineFor, status, charges) => {
    const terminal = new ShopTerminal();
    const profile = new BrowserProfile(terminal);
    const { sidecar } = await shopThatKnows({ 'asked.jsonl': [lineFor(profile.name)] });
    await profile.open(sidecar);
    for (let i = 0; i < 2; i++)
      expect(await post(sidecar)).toMatchObject({
        paymentStatus: status,
        ...(status === 'FAILURE' && { errorCode: '1102' }),
      });
    expect(terminal.charged).toHaveLength(charges);
  });
  test('stays in doubt after a duplicate of it', async () => {
    const { sidecar, homeFolder } = await shopThatKnows({ 'asked.jsonl': [asked('mine')] });
    const page = await fakePage(sidecar, { journal: 'mine' });
    await post(sidecar, { transaction_type: 'Duplicate' });
    expect(page.known).toEqual([undefined]);
    expect(await readFile(join(homeFolder, 'asked.jsonl'), 'utf8')).not.toContain('"open":false');
  });
});

test('a permit of an earlier start ends when its page brings the end of the payment', async () => {
  const permit = { orderId: 'Order_1', open: true, journal: 'mine', paymentId: 'payment-1' };
  const { sidecar, homeFolder } = await shopThatKnows({
    'asked.jsonl': [JSON.stringify(permit)],
    'records.jsonl': [record({ leave: 'needed' })],
  });
  const asked = () => readFile(join(homeFolder, 'asked.jsonl'), 'utf8');
  const page = await fakePage(sidecar, { journal: 'mine', takePayment: () => new Promise(() => {}) });
  const find = async () => (await asTill(sidecar, '/orders/Order_1')).json();
  expect(await find()).toMatchObject({ outcome: 'UNKNOWN' });
  page.store(aRecord({ state: 'sending', createdAt: Date.now(), updatedAt: 1500 }));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await asked()).not.toContain('"open":false');
  page.store(aRecord({ state: 'answered', outcome: 'APPROVED', createdAt: Date.now(), updatedAt: 3000 }));
  await vi.waitUntil(async () => (await asked()).includes('"open":false'), 20_000);
  expect(await find()).toMatchObject({ outcome: 'APPROVED' });
});
