import { createHash } from 'node:crypto';
import { cp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { BrowserProfile, ShopTerminal } from '../helpers/journal-page.ts';
import {
  asTill,
  postOrder,
  type RunningSidecar,
  runningSidecar,
  temporaryFolder,
} from '../helpers/running-sidecar.ts';

let terminal: ShopTerminal;
const profile = () => new BrowserProfile(terminal);
beforeEach(() => {
  terminal = new ShopTerminal();
});

const charged = (count: number) =>
  vi.waitUntil(() => terminal.charged.length === count, { timeout: 20_000, interval: 10 });
const json = async (reply: Promise<Response>) => (await (await reply).json()) as Record<string, unknown>;
const post = (sidecar: RunningSidecar) =>
  json(postOrder(sidecar, { amount: 10.23, currency: 'EUR', order_id: 'X1' }));
const unknown = { paymentStatus: 'FAILURE', outcome: 'UNKNOWN', errorCode: '1102' };

const sale = { amount: 3.3, currency: 'EUR' };
const again = (sidecar: RunningSidecar) => json(postOrder(sidecar, sale));
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Posts the sale on a socket that is reset after `until`. */
async function postAndReset(sidecar: RunningSidecar, until: () => Promise<unknown>) {
  const body = JSON.stringify(sale);
  const socket = connect(sidecar.port, '127.0.0.1', () =>
    socket.write(
      `POST /order HTTP/1.1\r\nHost: 127.0.0.1:${sidecar.port}\r\nAuthorization: ${sidecar.basic}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    ),
  );
  socket.on('error', () => {});
  await until();
  socket.resetAndDestroy();
  await new Promise((resolve) => setTimeout(resolve, 200));
}

/** Copies the folder of a program that still writes: a temporary file may go while it is copied. */
async function copyFolder(from: string, to: string): Promise<void> {
  for (let tries = 5; ; tries -= 1) {
    try {
      return await cp(from, to, { recursive: true });
    } catch (error) {
      if (tries === 0) throw error;
    }
  }
}

describe('a till without order numbers sends the same sale again', () => {
  test('while the first payment runs: it gets that payment’s answer', async () => {
    const sidecar = await runningSidecar();
    const page = await profile().open(sidecar);
    const done = terminal.holdCustomer();
    await postAndReset(sidecar, () => charged(1));
    const second = again(sidecar);
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
    expect(await again(sidecar)).toMatchObject({ replayed: true, orderId: first?.orderId });
    expect(terminal.charged).toEqual([330]);
    await vi.waitUntil(() => a.records[0]?.answeredAt !== undefined);
    expect(await again(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
    expect(terminal.charged).toEqual([330, 330]);
  });
  test('after another sale in between: a person must look', async () => {
    const sidecar = await runningSidecar();
    const a = profile();
    const page = await a.open(sidecar);
    const done = terminal.holdCustomer();
    await postAndReset(sidecar, () => charged(1));
    done();
    await vi.waitUntil(() => a.records[0]?.state === 'answered');
    await post(sidecar);
    expect(await again(sidecar)).toMatchObject({ ...unknown, orderId: page.payments[0]?.orderId });
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
      await post(sidecar);
      return { sidecar, a, first: page.payments[0]?.orderId };
    }
    test('the same sale: the till gets its answer, and nothing is charged', async () => {
      const { sidecar, a, first } = await lostAndAnother();
      const asked: unknown[] = [];
      a.sameSale = async (question) => {
        asked.push(question);
        return 'same';
      };
      expect(await again(sidecar)).toMatchObject({
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
      const answer = await again(sidecar);
      expect(answer).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
      expect(answer['orderId']).not.toBe(first);
      expect(await again(sidecar)).toMatchObject({ replayed: false });
      expect(asked).toBe(1);
      expect(terminal.charged).toEqual([330, 1023, 330, 330]);
    });
    test('a page that cannot ask: 1102 names the first payment', async () => {
      const { sidecar, a, first } = await lostAndAnother();
      a.sameSale = () => Promise.reject(new Error('this page has no such question'));
      expect(await again(sidecar)).toMatchObject({ ...unknown, orderId: first });
      expect(terminal.charged).toEqual([330, 1023]);
    });
  });
  test('after an unknown outcome, which the till knows: nothing is charged', async () => {
    const sidecar = await runningSidecar({ timeouts: { pageReturnMs: 50 } });
    const a = profile();
    const page = await a.open(sidecar);
    terminal.holdCustomer();
    const first = again(sidecar);
    await charged(1);
    page.socket.terminate();
    const answer = await first;
    expect(answer).toMatchObject(unknown);
    await a.open(sidecar, page.cookie);
    a.sameSale = () => Promise.reject(new Error('a payment in doubt is not asked about'));
    expect(await again(sidecar)).toMatchObject({ ...unknown, orderId: answer['orderId'] });
    expect(terminal.charged).toEqual([330]);
  });
  test('ten sales of the same amount, each with its answer: ten payments', async () => {
    const sidecar = await runningSidecar();
    await profile().open(sidecar);
    for (let i = 0; i < 10; i++) expect(await again(sidecar)).toMatchObject({ replayed: false });
    expect(terminal.charged).toHaveLength(10);
  });
});

describe('a till without order numbers sends the same sale again after a restart', () => {
  /** A start of the same home folder. The first program is still there: nothing more than a killed one has written is read. */
  async function startAgain(homeFolder: string): Promise<RunningSidecar> {
    const copy = await temporaryFolder();
    await copyFolder(homeFolder, copy);
    return runningSidecar({ homeFolder: copy });
  }
  /** A paid sale whose answer the till did not get. */
  async function paidAndLost(homeFolder: string, isPaid = true) {
    const sidecar = await runningSidecar({ homeFolder });
    const a = profile();
    const page = await a.open(sidecar);
    const done = terminal.holdCustomer();
    await postAndReset(sidecar, () => charged(1));
    const { orderId } = page.payments[0] ?? {};
    const lost = { a, orderId, page, first: sidecar };
    if (!isPaid) return lost;
    done();
    await vi.waitUntil(() => a.records[0]?.state === 'answered');
    await vi.waitUntil(async () => {
      const { outcome } = await json(asTill(sidecar, `/orders/${orderId}`));
      return outcome === 'APPROVED';
    });
    await vi.waitUntil(async () =>
      (await readFile(join(homeFolder, 'asked.jsonl'), 'utf8')).includes('"open":false'),
    );
    return lost;
  }

  test.each(['the same page', 'another profile', 'no page'])(
    'paid: a person must look (%s)',
    async (opened) => {
      const home = await temporaryFolder();
      const { a, orderId, page } = await paidAndLost(home);
      page.socket.terminate();
      const second = await startAgain(home);
      if (opened !== 'no page') await (opened === 'the same page' ? a : profile()).open(second);
      expect(await again(second)).toMatchObject({ ...unknown, orderId });
      expect(await again(second)).toMatchObject({ ...unknown, orderId });
      expect(terminal.charged).toEqual([330]);
    },
  );
  describe.each([
    ['the leaves are lost', (home: string) => rm(join(home, 'asked.jsonl'))],
    ['the whole home folder is lost', (home: string) => rm(home, { recursive: true })],
  ])('paid, and %s', (_, lose) => {
    /** The next start, with the profile that has taken the payment. */
    async function startAfterLoss() {
      const home = await temporaryFolder();
      const { a, orderId, page } = await paidAndLost(home);
      page.socket.terminate();
      const copy = await temporaryFolder();
      await copyFolder(home, copy);
      await lose(copy);
      const second = await runningSidecar({ homeFolder: copy });
      await a.open(second);
      return { a, orderId, second };
    }
    test('a person must look, as often as the till repeats', async () => {
      const { orderId, second } = await startAfterLoss();
      for (let i = 0; i < 2; i++) expect(await again(second)).toMatchObject({ ...unknown, orderId });
      expect(terminal.charged).toEqual([330]);
    });
    test('the same sale, says a person: its answer, and then a new sale is a new payment', async () => {
      const { a, orderId, second } = await startAfterLoss();
      a.sameSale = async () => 'same';
      expect(await again(second)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true, orderId });
      await vi.waitUntil(() => a.records[0]?.answeredAt !== undefined);
      a.sameSale = async () => 'none';
      expect(await again(second)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
      expect(terminal.charged).toEqual([330, 330]);
    });
    test('a new sale, says a person: a new payment, and no further question', async () => {
      const { a, second } = await startAfterLoss();
      a.sameSale = async () => 'new';
      expect(await again(second)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
      a.sameSale = async () => 'none';
      expect(await again(second)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
      expect(terminal.charged).toEqual([330, 330, 330]);
    });
    test('another amount is a new payment', async () => {
      const { second } = await startAfterLoss();
      expect(await json(postOrder(second, { ...sale, amount: 3.31 }))).toMatchObject({ replayed: false });
    });
  });
  test.each([
    ['the leaves are lost, and the clock is 30 s back', -30_000, true, true],
    ['the leaves are lost, and the clock is a day ahead', 86_400_000, true, true],
    ['the leaves are lost, and it is in doubt', 86_400_000, false, true],
    ['nothing is lost, another sale came after it, and the clock is an hour ahead', 3_600_000, true, false],
  ])('%s: a person must look', async (_, ms, isPaid, isLost) => {
    const home = await temporaryFolder();
    const { a, orderId, page, first } = await paidAndLost(home, isPaid);
    if (!isLost) expect(await post(first)).toMatchObject({ paymentStatus: 'SUCCESS' });
    page.socket.terminate();
    const copy = await temporaryFolder();
    await copyFolder(home, copy);
    if (isLost) await rm(join(copy, 'asked.jsonl'));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
    onTestFinished(() => void vi.useRealTimers());
    const second = await runningSidecar({ homeFolder: copy });
    await a.open(second);
    const before = [...terminal.charged];
    expect(await again(second)).toMatchObject({ ...unknown, orderId });
    expect(terminal.charged).toEqual(before);
  });
  test('the leaves are lost, and a new profile comes: a person must look, at once', async () => {
    const home = await temporaryFolder();
    const { orderId, page } = await paidAndLost(home);
    page.socket.terminate();
    const copy = await temporaryFolder();
    await copyFolder(home, copy);
    await rm(join(copy, 'asked.jsonl'));
    const second = await runningSidecar({ homeFolder: copy });
    const answering = again(second);
    await profile().open(second);
    expect(await answering).toMatchObject({ ...unknown, orderId });
    expect(terminal.charged).toEqual([330]);
  });
  test('another user name after the restart: a person must look', async () => {
    const home = await temporaryFolder();
    const { a, orderId, page } = await paidAndLost(home);
    page.socket.terminate();
    const copy = await temporaryFolder();
    await copyFolder(home, copy);
    const second = await runningSidecar({ homeFolder: copy, plan: { till: { user: 'new', password: 'p' } } });
    await a.open(second);
    expect(await again(second)).toMatchObject({ ...unknown, orderId });
    expect(terminal.charged).toEqual([330]);
  });
  test('a new sale, says a person: not asked again after the next start either', async () => {
    const home = await temporaryFolder();
    const { a, page } = await paidAndLost(home);
    page.socket.terminate();
    const copy = await temporaryFolder();
    await copyFolder(home, copy);
    const second = await runningSidecar({ homeFolder: copy });
    a.sameSale = async () => 'new';
    await a.open(second);
    expect(await again(second)).toMatchObject({ replayed: false });
    const answeredTwice = async () =>
      (await readFile(join(copy, 'records.jsonl'), 'utf8')).match(/answeredAt/g)?.length === 2;
    await vi.waitUntil(answeredTwice);
    a.sameSale = async () => 'none';
    const third = await startAgain(copy);
    await a.open(third);
    expect(await again(third)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
    expect(terminal.charged).toEqual([330, 330, 330]);
  });
  test.each([
    ['forward', 3_600_000],
    ['back', -25 * 3_600_000],
  ])('paid, and the clock was set %s meanwhile: a person must look', async (_, ms) => {
    const home = await temporaryFolder();
    const { a, orderId, page } = await paidAndLost(home);
    page.socket.terminate();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
    onTestFinished(() => void vi.useRealTimers());
    const second = await startAgain(home);
    await a.open(second);
    expect(await again(second)).toMatchObject({ ...unknown, orderId });
    expect(terminal.charged).toEqual([330]);
  });
  test('paid, two restarts: a person must look', async () => {
    const home = await temporaryFolder();
    const { a, orderId, page } = await paidAndLost(home);
    page.socket.terminate();
    const second = await runningSidecar({ homeFolder: home });
    await second.stop();
    await second.closed;
    const third = await startAgain(home);
    await a.open(third);
    expect(await again(third)).toMatchObject({ ...unknown, orderId });
    expect(terminal.charged).toEqual([330]);
  });
  test('another amount, or another till: a new payment', async () => {
    const home = await temporaryFolder();
    const { a, page } = await paidAndLost(home);
    page.socket.terminate();
    const second = await startAgain(home);
    await a.open(second);
    expect(await json(postOrder(second, { ...sale, amount: 3.31 }))).toMatchObject({ replayed: false });
    expect(terminal.charged).toEqual([330, 331]);
  });
  test('begun, and its page is gone: unknown, and nothing is charged', async () => {
    const home = await temporaryFolder();
    const first = await runningSidecar({ homeFolder: home });
    const page = await profile().open(first);
    terminal.holdCustomer();
    void again(first).catch(() => {});
    await charged(1);
    const second = await startAgain(home);
    await profile().open(second);
    expect(await again(second)).toMatchObject({ ...unknown, orderId: page.payments[0]?.orderId });
    expect(terminal.charged).toEqual([330]);
  });
  test('begun, and its page comes back with the answer: the till gets it', async () => {
    const home = await temporaryFolder();
    const first = await runningSidecar({ homeFolder: home });
    const a = profile();
    const page = await a.open(first);
    const done = terminal.holdCustomer();
    await postAndReset(first, () => charged(1));
    const second = await startAgain(home);
    done();
    await vi.waitUntil(() => a.records[0]?.state === 'answered');
    await a.open(second);
    const { orderId } = page.payments[0] ?? {};
    expect(await again(second)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true, orderId });
    expect(terminal.charged).toEqual([330]);
  });
  test('paid, and the till had its answer: the next sale of that amount is a new payment', async () => {
    const home = await temporaryFolder();
    const first = await runningSidecar({ homeFolder: home });
    const a = profile();
    const page = await a.open(first);
    await again(first);
    await vi.waitUntil(() => a.records[0]?.answeredAt !== undefined);
    page.socket.terminate();
    await first.stop();
    await first.closed;
    const second = await runningSidecar({ homeFolder: home });
    await a.open(second);
    expect(await again(second)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
    expect(terminal.charged).toEqual([330, 330]);
  });
});

test('a till’s password is not in the home folder, not even as a digest', async () => {
  const home = await temporaryFolder();
  const sidecar = await runningSidecar({ homeFolder: home });
  await profile().open(sidecar);
  await again(sidecar);
  const lines = await readFile(join(home, 'asked.jsonl'), 'utf8');
  expect(lines).toContain('"till"');
  const [, encoded = ''] = sidecar.basic.split(' ');
  for (const secret of [sidecar.plan.till.password, encoded, sidecar.basic])
    for (const text of [secret, sha256(secret), sha256(secret).slice(0, 16)])
      expect(lines).not.toContain(text);
});
