import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
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

test.each([
  ['and nothing lists them', ['records.jsonl', 'records.index', 'asked.jsonl']],
  ['and only their numbers are listed', ['records.jsonl', 'asked.jsonl']],
])(
  'records and permits are lost, %s: a sale without a number is refused until a person accepts',
  async (_, lost) => {
    const homeFolder = await temporaryFolder();
    const first = await runningSidecar({ homeFolder });
    await profile().open(first);
    const done = terminal.holdCustomer();
    await postAndReset(first, () => charged(1));
    done();
    await first.stop();
    await first.closed;
    for (const name of lost) await rm(join(homeFolder, name), { force: true });
    const again = await runningSidecar({ homeFolder, timeouts: { pageReturnMs: 50 } });
    const page = await profile().open(again);
    const refused = await postSale(again);
    expect(refused).toMatchObject(unknown);
    expect(refused['errorDescription']).toContain('sent again without an order number');
    expect(refused['errorDescription']).toContain('ten minutes after the start');
    expect(terminal.charged).toEqual([330]);
    page.socket.send(JSON.stringify({ kind: 'loss-accepted' }));
    await vi.waitUntil(async () => (await postSale(again))['paymentStatus'] === 'SUCCESS', 10_000);
    expect(terminal.charged).toEqual([330, 330]);
  },
);

describe('the file with the newest sales was moved away', () => {
  const stopped = async (sidecar: Awaited<ReturnType<typeof runningSidecar>>) => {
    await sidecar.stop();
    await sidecar.closed;
  };
  /** Two sales, the second without an answer to its till. Then the month is over, and its file is moved away. */
  async function movedAway(hasNewerSale = false) {
    const homeFolder = await temporaryFolder();
    const list = join(homeFolder, 'asked.jsonl');
    const first = await runningSidecar({ homeFolder });
    const a = profile();
    a.delivers = true;
    await a.open(first);
    const ends = async () => (await readFile(list, 'utf8')).split('"open":false').length - 1;
    await postNumbered(first);
    await expect.poll(ends).toBe(1);
    const older = await readFile(list, 'utf8');
    const done = terminal.holdCustomer();
    await postAndReset(first, () => charged(2));
    done();
    await expect.poll(ends).toBe(2);
    await stopped(first);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31 * 24 * 3_600_000 });
    onTestFinished(() => void vi.useRealTimers());
    const second = await runningSidecar({ homeFolder });
    const month = async () => (await readdir(homeFolder)).find((name) => /^records-.*jsonl$/.test(name));
    await expect.poll(month).toBeDefined();
    if (hasNewerSale) {
      await profile().open(second);
      await postNumbered(second, 'X2');
    }
    await stopped(second);
    await rm(join(homeFolder, `${await month()}`));
    return { homeFolder, list, older };
  }
  const startAgain = async (homeFolder: string) => {
    const sidecar = await runningSidecar({ homeFolder, timeouts: { pageReturnMs: 50 } });
    await profile().open(sidecar);
    return sidecar;
  };
  const another = { ...sale, amount: 3.31 };

  test.each<[string, (list: string, older: string) => Promise<unknown>]>([
    ['the list of permits is lost', (list) => rm(list)],
    ['the list of permits is an older one', (list, older) => writeFile(list, older)],
  ])('and %s: a sale without a number may be a repetition, and is refused', async (_, damage) => {
    const { homeFolder, list, older } = await movedAway();
    await damage(list, older);
    const third = await startAgain(homeFolder);
    const refused = await postSale(third);
    expect(refused).toMatchObject(unknown);
    expect(refused['errorDescription']).toContain('has the newest sales and was moved away');
    expect(terminal.charged).toEqual([1023, 330]);
  });
  test('and the list of permits is there: another sale is taken', async () => {
    const { homeFolder } = await movedAway();
    const third = await startAgain(homeFolder);
    expect(await json(postOrder(third, another))).toMatchObject({ paymentStatus: 'SUCCESS' });
  });
  test('and newer sales are there: a sale is taken without the list of permits', async () => {
    const { homeFolder, list } = await movedAway(true);
    await rm(list);
    const third = await startAgain(homeFolder);
    expect(await json(postOrder(third, another))).toMatchObject({ paymentStatus: 'SUCCESS' });
  });
});

describe('a till without order numbers sends the same sale again', () => {
  test('gets the answer of the first payment while this payment runs', async () => {
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
  test('gets the answer of the paid first payment once; the next sale is a new payment', async () => {
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
  test('must be checked by a person after another sale in between', async () => {
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
    test('"the same sale": the till gets its answer, and nothing is charged', async () => {
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
    test('"a new sale": it is charged, and no question comes for the next sale', async () => {
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
    test('without an answer, because the page cannot ask: the till gets 1102 with the first payment', async () => {
      const { sidecar, a, first } = await lostAndAnother();
      a.sameSale = () => Promise.reject(new Error('this page has no such question'));
      expect(await postSale(sidecar)).toMatchObject({ ...unknown, orderId: first });
      expect(terminal.charged).toEqual([330, 1023]);
    });
  });
  test('charges nothing after an unknown outcome that the till knows', async () => {
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
  test('takes ten sales of the same amount as ten payments if the till got each answer', async () => {
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
