import { cp, readFile, rm } from 'node:fs/promises';
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
import { json, postAndReset, postNumbered, postSale, sale, unknown } from '../helpers/unnumbered-till.ts';

let terminal: ShopTerminal;
const profile = () => new BrowserProfile(terminal);
beforeEach(() => {
  terminal = new ShopTerminal();
});

const charged = (count: number) =>
  vi.waitUntil(() => terminal.charged.length === count, { timeout: 20_000, interval: 10 });

/** Copies the folder of a running program. Tries again, because a temporary file may be removed during the copy. */
async function copyFolder(from: string, to: string): Promise<void> {
  for (let tries = 5; ; tries -= 1) {
    try {
      return await cp(from, to, { recursive: true });
    } catch (error) {
      if (tries === 0) throw error;
    }
  }
}

describe('a till without order numbers sends the same sale again after a restart', () => {
  /** Starts a second sidecar on a copy of the home folder. The first one still runs, so the copy is as after a kill. */
  async function startAgain(homeFolder: string): Promise<RunningSidecar> {
    const copy = await temporaryFolder();
    await copyFolder(homeFolder, copy);
    return runningSidecar({ homeFolder: copy });
  }
  /** A paid sale whose answer the till did not get. */
  async function paidAndLost(homeFolder: string, isPaid = true) {
    const sidecar = await runningSidecar({ homeFolder });
    const a = profile();
    a.delivers = true;
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
    await endedPermits(homeFolder, 1);
    return lost;
  }
  const endedPermits = (home: string, count: number) =>
    vi.waitUntil(async () => {
      const lines = await readFile(join(home, 'asked.jsonl'), 'utf8');
      return lines.split('"open":false').length === count + 1;
    });

  test.each(['the same page', 'another profile', 'no page'])(
    'paid: a person must look (%s)',
    async (opened) => {
      const home = await temporaryFolder();
      const { a, orderId, page } = await paidAndLost(home);
      page.socket.terminate();
      const second = await startAgain(home);
      if (opened !== 'no page') await (opened === 'the same page' ? a : profile()).open(second);
      expect(await postSale(second)).toMatchObject({ ...unknown, orderId });
      expect(await postSale(second)).toMatchObject({ ...unknown, orderId });
      expect(terminal.charged).toEqual([330]);
    },
  );
  describe.each([
    ['the permits are lost', (home: string) => rm(join(home, 'asked.jsonl'))],
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
    test('asks a person each time the till repeats the sale', async () => {
      const { orderId, second } = await startAfterLoss();
      for (let i = 0; i < 2; i++) expect(await postSale(second)).toMatchObject({ ...unknown, orderId });
      expect(terminal.charged).toEqual([330]);
    });
    test('if a person says "the same sale", the till gets its answer, and the next sale is a new payment', async () => {
      const { a, orderId, second } = await startAfterLoss();
      a.sameSale = async () => 'same';
      expect(await postSale(second)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true, orderId });
      await vi.waitUntil(() => a.records[0]?.answeredAt !== undefined);
      a.sameSale = async () => 'none';
      expect(await postSale(second)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
      expect(terminal.charged).toEqual([330, 330]);
    });
    test('if a person says "a new sale", takes a new payment and asks no more', async () => {
      const { a, second } = await startAfterLoss();
      a.sameSale = async () => 'new';
      expect(await postSale(second)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
      a.sameSale = async () => 'none';
      expect(await postSale(second)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
      expect(terminal.charged).toEqual([330, 330, 330]);
    });
    test('takes a sale of another amount as a new payment', async () => {
      const { second } = await startAfterLoss();
      expect(await json(postOrder(second, { ...sale, amount: 3.31 }))).toMatchObject({ replayed: false });
    });
  });
  const permitsFile = ['asked.jsonl'];
  const records = ['records.jsonl', 'records.index', 'records.state.json'];
  const hour = 3_600_000;
  test.each<[string, { lost?: string[]; ms: number; inDoubt?: true; another?: true; newProfile?: true }]>([
    ['the permits are lost, and the clock is 30 s back', { lost: permitsFile, ms: -30_000 }],
    ['the permits are lost, and the clock is a day ahead', { lost: permitsFile, ms: 24 * hour }],
    ['the permits are lost, and it is in doubt', { lost: permitsFile, ms: 24 * hour, inDoubt: true }],
    ['another sale came after it, and the clock is an hour ahead', { another: true, ms: hour }],
    [
      'permits and profile are lost, and the clock is 40 days ahead',
      { lost: permitsFile, newProfile: true, ms: 960 * hour },
    ],
    [
      'records and profile are lost, another sale came after it, and the clock is an hour ahead',
      { lost: records, newProfile: true, another: true, ms: hour },
    ],
  ])('%s: a person must look', async (_, { lost = [], ms, inDoubt, another, newProfile }) => {
    const home = await temporaryFolder();
    const { a, orderId, page, first } = await paidAndLost(home, !inDoubt);
    if (another) expect(await postNumbered(first)).toMatchObject({ paymentStatus: 'SUCCESS' });
    if (!inDoubt) await endedPermits(home, another ? 2 : 1);
    page.socket.terminate();
    const copy = await temporaryFolder();
    await copyFolder(home, copy);
    for (const name of lost) await rm(join(copy, name), { force: true });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
    onTestFinished(() => void vi.useRealTimers());
    const second = await runningSidecar({ homeFolder: copy });
    await (newProfile ? profile() : a).open(second);
    const before = [...terminal.charged];
    expect(await postSale(second)).toMatchObject({ ...unknown, orderId });
    expect(terminal.charged).toEqual(before);
  });
  test('asks a person at once if the permits are lost and the page has a new profile', async () => {
    const home = await temporaryFolder();
    const { orderId, page } = await paidAndLost(home);
    page.socket.terminate();
    const copy = await temporaryFolder();
    await copyFolder(home, copy);
    await rm(join(copy, 'asked.jsonl'));
    const second = await runningSidecar({ homeFolder: copy });
    const answering = postSale(second);
    await profile().open(second);
    expect(await answering).toMatchObject({ ...unknown, orderId });
    expect(terminal.charged).toEqual([330]);
  });
  test('asks a person if the till has another user name after the restart', async () => {
    const home = await temporaryFolder();
    const { a, orderId, page } = await paidAndLost(home);
    page.socket.terminate();
    const copy = await temporaryFolder();
    await copyFolder(home, copy);
    const second = await runningSidecar({ homeFolder: copy, plan: { till: { user: 'new', password: 'p' } } });
    await a.open(second);
    expect(await postSale(second)).toMatchObject({ ...unknown, orderId });
    expect(terminal.charged).toEqual([330]);
  });
  test('if a person says "a new sale", does not ask again after the next start', async () => {
    const home = await temporaryFolder();
    const { a, page } = await paidAndLost(home);
    page.socket.terminate();
    const copy = await temporaryFolder();
    await copyFolder(home, copy);
    const second = await runningSidecar({ homeFolder: copy });
    a.sameSale = async () => 'new';
    await a.open(second);
    expect(await postSale(second)).toMatchObject({ replayed: false });
    const answeredTwice = async () =>
      (await readFile(join(copy, 'records.jsonl'), 'utf8')).match(/answeredAt/g)?.length === 2;
    await vi.waitUntil(answeredTwice);
    a.sameSale = async () => 'none';
    const third = await startAgain(copy);
    await a.open(third);
    expect(await postSale(third)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
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
    expect(await postSale(second)).toMatchObject({ ...unknown, orderId });
    expect(terminal.charged).toEqual([330]);
  });
  test('asks a person about a paid sale after two restarts', async () => {
    const home = await temporaryFolder();
    const { a, orderId, page } = await paidAndLost(home);
    page.socket.terminate();
    const second = await runningSidecar({ homeFolder: home });
    await second.stop();
    await second.closed;
    const third = await startAgain(home);
    await a.open(third);
    expect(await postSale(third)).toMatchObject({ ...unknown, orderId });
    expect(terminal.charged).toEqual([330]);
  });
  test('takes another amount, or a sale of another till, as a new payment', async () => {
    const home = await temporaryFolder();
    const { a, page } = await paidAndLost(home);
    page.socket.terminate();
    const second = await startAgain(home);
    await a.open(second);
    expect(await json(postOrder(second, { ...sale, amount: 3.31 }))).toMatchObject({ replayed: false });
    expect(terminal.charged).toEqual([330, 331]);
  });
  test('answers "unknown" and charges nothing if the payment had begun and its page is gone', async () => {
    const home = await temporaryFolder();
    const first = await runningSidecar({ homeFolder: home });
    const page = await profile().open(first);
    terminal.holdCustomer();
    void postSale(first).catch(() => {});
    await charged(1);
    const second = await startAgain(home);
    await profile().open(second);
    expect(await postSale(second)).toMatchObject({ ...unknown, orderId: page.payments[0]?.orderId });
    expect(terminal.charged).toEqual([330]);
  });
  test('the till gets the answer if the payment had begun and its page comes back with the answer', async () => {
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
    expect(await postSale(second)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true, orderId });
    expect(terminal.charged).toEqual([330]);
  });
  test('takes the next sale of the same amount as a new payment if the till had its answer', async () => {
    const home = await temporaryFolder();
    const first = await runningSidecar({ homeFolder: home });
    const a = profile();
    const page = await a.open(first);
    await postSale(first);
    await vi.waitUntil(() => a.records[0]?.answeredAt !== undefined);
    page.socket.terminate();
    await first.stop();
    await first.closed;
    const second = await runningSidecar({ homeFolder: home });
    await a.open(second);
    expect(await postSale(second)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
    expect(terminal.charged).toEqual([330, 330]);
  });
});
