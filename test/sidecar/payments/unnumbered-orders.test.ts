import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { BrowserProfile, ShopTerminal } from '../helpers/journal-page.ts';
import { postOrder, runningSidecar, temporaryFolder } from '../helpers/running-sidecar.ts';
import { json, postAndReset, postNumbered, postSale, sale, unknown } from '../helpers/unnumbered-till.ts';

let terminal: ShopTerminal;
const profile = () => new BrowserProfile(terminal);
beforeEach(() => {
  terminal = new ShopTerminal();
});

const charged = (count: number) =>
  vi.waitUntil(() => terminal.charged.length === count, { timeout: 20_000, interval: 10 });
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('a till without order numbers sends the same sale again', () => {
  test('while the first payment runs: it gets that payment’s answer', async () => {
    const sidecar = await runningSidecar();
    const page = await profile().open(sidecar);
    const done = terminal.holdCustomer();
    await postAndReset(sidecar, () => charged(1));
    const second = postSale(sidecar);
    await new Promise((resolve) => setTimeout(resolve, 200));
    done();
    expect(await second).toMatchObject({ paymentStatus: 'SUCCESS', orderId: page.payments[0]?.orderId });
    expect(terminal.charged).toEqual([330]);
  });
  test('after the first was paid: its answer once; then a new sale is a new payment', async () => {
    const sidecar = await runningSidecar();
    const a = profile();
    const page = await a.open(sidecar);
    const done = terminal.holdCustomer();
    await postAndReset(sidecar, () => charged(1));
    done();
    await vi.waitUntil(() => a.records[0]?.state === 'answered');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const [first] = page.payments;
    expect(await postSale(sidecar)).toMatchObject({ replayed: true, orderId: first?.orderId });
    expect(terminal.charged).toEqual([330]);
    await vi.waitUntil(() => a.records[0]?.answeredAt !== undefined);
    expect(await postSale(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
    expect(terminal.charged).toEqual([330, 330]);
  });
  test.each([
    [
      'in another order',
      { a: '1', b: '2' },
      { b: '2', a: '1' },
      { paymentStatus: 'SUCCESS', replayed: true },
    ],
    ['with another time', { at: '10:00:01' }, { at: '10:00:04' }, unknown],
  ])(
    'after the first was paid, with custom data %s: nothing is charged',
    async (_, first, second, answer) => {
      const sidecar = await runningSidecar();
      const a = profile();
      await a.open(sidecar);
      const done = terminal.holdCustomer();
      await postAndReset(sidecar, () => charged(1), { ...sale, custom_data: first });
      done();
      await vi.waitUntil(() => a.records[0]?.state === 'answered');
      const again = await json(postOrder(sidecar, { ...sale, custom_data: second }));
      expect(again).toMatchObject(answer);
      expect(terminal.charged).toEqual([330]);
    },
  );
  test('after another sale in between: a person must look', async () => {
    const sidecar = await runningSidecar();
    const a = profile();
    const page = await a.open(sidecar);
    const done = terminal.holdCustomer();
    await postAndReset(sidecar, () => charged(1));
    done();
    await vi.waitUntil(() => a.records[0]?.state === 'answered');
    await postNumbered(sidecar);
    expect(await postSale(sidecar)).toMatchObject({ ...unknown, orderId: page.payments[0]?.orderId });
    expect(terminal.charged).toEqual([330, 1023]);
  });
  describe('after another sale in between, the person at the page is asked', () => {
    async function lostAndAnother() {
      const sidecar = await runningSidecar();
      const a = profile();
      const page = await a.open(sidecar);
      const done = terminal.holdCustomer();
      await postAndReset(sidecar, () => charged(1));
      done();
      await vi.waitUntil(() => a.records[0]?.state === 'answered');
      await postNumbered(sidecar);
      return { sidecar, a, first: page.payments[0]?.orderId };
    }
    test('the same sale: the till gets its answer, and nothing is charged', async () => {
      const { sidecar, a, first } = await lostAndAnother();
      const asked: unknown[] = [];
      a.sameSale = async (question) => {
        asked.push(question);
        return 'same';
      };
      expect(await postSale(sidecar)).toMatchObject({
        paymentStatus: 'SUCCESS',
        replayed: true,
        orderId: first,
      });
      expect(asked).toEqual([
        {
          orderId: first,
          amountMinor: 330,
          currency: 'EUR',
          at: a.records[0]?.createdAt,
          forMs: 20_000,
          id: expect.any(String),
        },
      ]);
      expect(terminal.charged).toEqual([330, 1023]);
    });
    test('a new sale: it is charged, and the next one is not asked about', async () => {
      const { sidecar, a, first } = await lostAndAnother();
      let asked = 0;
      a.sameSale = async () => {
        asked += 1;
        return 'new';
      };
      const answer = await postSale(sidecar);
      expect(answer).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
      expect(answer['orderId']).not.toBe(first);
      expect(await postSale(sidecar)).toMatchObject({ replayed: false });
      expect(asked).toBe(1);
      expect(terminal.charged).toEqual([330, 1023, 330, 330]);
    });
    test('a page that cannot ask: 1102 names the first payment', async () => {
      const { sidecar, a, first } = await lostAndAnother();
      a.sameSale = () => Promise.reject(new Error('this page has no such question'));
      expect(await postSale(sidecar)).toMatchObject({ ...unknown, orderId: first });
      expect(terminal.charged).toEqual([330, 1023]);
    });
  });
  test('after an unknown outcome, which the till knows: nothing is charged', async () => {
    const sidecar = await runningSidecar({ timeouts: { pageReturnMs: 50 } });
    const a = profile();
    const page = await a.open(sidecar);
    terminal.holdCustomer();
    const first = postSale(sidecar);
    await charged(1);
    page.socket.terminate();
    const answer = await first;
    expect(answer).toMatchObject(unknown);
    await a.open(sidecar, page.cookie);
    a.sameSale = () => Promise.reject(new Error('a payment in doubt is not asked about'));
    expect(await postSale(sidecar)).toMatchObject({ ...unknown, orderId: answer['orderId'] });
    expect(terminal.charged).toEqual([330]);
  });
  test('ten sales of the same amount, each with its answer: ten payments', async () => {
    const sidecar = await runningSidecar();
    await profile().open(sidecar);
    for (let i = 0; i < 10; i++) expect(await postSale(sidecar)).toMatchObject({ replayed: false });
    expect(terminal.charged).toHaveLength(10);
  });
});

test('a till’s password is not in the home folder, not even as a digest', async () => {
  const home = await temporaryFolder();
  const sidecar = await runningSidecar({ homeFolder: home });
  await profile().open(sidecar);
  await postSale(sidecar);
  const lines = await readFile(join(home, 'asked.jsonl'), 'utf8');
  expect(lines).toContain('"till"');
  const [, encoded = ''] = sidecar.basic.split(' ');
  for (const secret of [sidecar.plan.till.password, encoded, sidecar.basic])
    for (const text of [secret, sha256(secret), sha256(secret).slice(0, 16)])
      expect(lines).not.toContain(text);
});
