import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRecordsFile } from '../../../src/core/records/records-file.ts';
import { anEntry, aRecord } from '../../fakes/payment-examples.ts';
import { fakePage, paid } from '../helpers/fake-page.ts';
import { postOrder, runningSidecar, temporaryFolder } from '../helpers/running-sidecar.ts';

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
  ])('%s: the page gets the records of that order first, and decides by them', async (_, lines) => {
    const { sidecar } = await shopThatKnows({ 'records.jsonl': lines });
    const page = await fakePage(sidecar, {
      journal: 'another',
      importRecords: async () => ({ imported: true, added: 1, known: 0 }),
      takePayment: (request) => paid(request, { replayed: true }),
    });
    expect(await post(sidecar)).toMatchObject({ replayed: true });
    const file = readRecordsFile(page.imported[0] ?? '');
    expect(file?.payments).toMatchObject([{ orderId: 'Order_1' }]);
    expect(file?.notifications).toHaveLength(lines.includes(entry) ? 1 : 0);
  });
  test.each([
    ['paid', [approved, entry], { paymentStatus: 'SUCCESS', replayed: true }],
    [
      'unknown',
      [record({ state: 'unknown', outcome: 'UNKNOWN' })],
      { outcome: 'UNKNOWN', errorCode: '1102' },
    ],
  ])('%s, and the page does not take them: it is not asked to pay', async (_, lines, answer) => {
    const { sidecar } = await shopThatKnows({ 'records.jsonl': lines });
    const page = await fakePage(sidecar, {
      journal: 'another',
      importRecords: async () => ({ imported: false, failure: 'not-owner', detail: 'another tab' }),
    });
    expect(await post(sidecar)).toMatchObject(answer);
    expect(page.payments).toEqual([]);
  });
  test('the number was used for another amount: no charge here', async () => {
    const { sidecar } = await shopThatKnows({ 'records.jsonl': [approved] });
    const page = await fakePage(sidecar, {
      journal: 'another',
      importRecords: async () => ({ imported: false, failure: 'cannot-record', detail: 'disk full' }),
    });
    expect(await post(sidecar, { amount: 99 })).toMatchObject({ outcome: 'UNKNOWN', errorCode: '1102' });
    expect(page.payments).toEqual([]);
  });
  test('declined before: the next try is paid', async () => {
    const { sidecar } = await shopThatKnows({
      'records.jsonl': [record({ state: 'closed', outcome: 'DECLINED', failure: 'declined' })],
    });
    const page = await fakePage(sidecar, { journal: 'another' });
    expect(await post(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
    expect(page.imported).toEqual([]);
  });
  test('the page has the order: it gets no records, and decides', async () => {
    const { sidecar } = await shopThatKnows({ 'records.jsonl': [approved] });
    const page = await fakePage(sidecar, {
      findOrder: (orderId) => paid({ orderId, amountMinor: 1023, currency: 'EUR' } as never),
      takePayment: (request) => paid(request, { replayed: true }),
    });
    expect(await post(sidecar)).toMatchObject({ replayed: true });
    expect(page.imported).toEqual([]);
  });
});

describe('an order that was sent to a page and never answered', () => {
  const asked = (journal?: string) =>
    JSON.stringify({ orderId: 'Order_1', open: true, ...(journal && { journal }) });
  test.each([
    ['of the same journal knows that it never began: it pays', asked('mine'), 'mine', 'SUCCESS', 1],
    ['of another journal cannot know: no charge', asked('theirs'), 'mine', 'FAILURE', 0],
    ['when the record names no journal: no charge', asked(), 'mine', 'FAILURE', 0],
    ['that does not say which journal it has: no charge', asked('theirs'), undefined, 'FAILURE', 0],
  ])('a page %s', async (_, line, journal, status, payments) => {
    const { sidecar } = await shopThatKnows({ 'asked.jsonl': [line] });
    const page = await fakePage(sidecar, journal === undefined ? {} : { journal });
    expect(await post(sidecar)).toMatchObject({
      paymentStatus: status,
      ...(status === 'FAILURE' && { errorCode: '1102' }),
    });
    expect(page.payments).toHaveLength(payments);
  });
  test('records the journal of the page that gets the order', async () => {
    const { sidecar, homeFolder } = await shopThatKnows({});
    await fakePage(sidecar, { journal: 'mine' });
    await post(sidecar);
    const [first] = (await readFile(join(homeFolder, 'asked.jsonl'), 'utf8')).split('\n');
    expect(JSON.parse(first ?? '')).toEqual({ orderId: 'Order_1', open: true, journal: 'mine' });
  });
});
