import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { linkedRefunds } from '../../../src/core/payment/refund-links.ts';
import { aRequest } from '../../fakes/payment-examples.ts';
import { BrowserProfile, ShopTerminal } from '../helpers/journal-page.ts';
import {
  asTill,
  postOrder,
  type RunningSidecar,
  runningSidecar,
  temporaryFolder,
} from '../helpers/running-sidecar.ts';

type Body = Record<string, unknown> & { error?: Record<string, unknown> };

const post = async (sidecar: RunningSidecar, change: object = {}): Promise<Body> =>
  (await (
    await postOrder(sidecar, { amount: '10,23', currency: 'EUR', order_id: 'Order_1', ...change })
  ).json()) as Body;
const refund = (change: object = {}) => ({
  amount: '4,00',
  order_id: 'Refund_1',
  transaction_type: 'Credit',
  refund_of: 'Order_1',
  ...change,
});
const find = async (sidecar: RunningSidecar, orderId: string): Promise<Body> =>
  (await (await asTill(sidecar, `/orders/${orderId}`)).json()) as Body;

async function shop() {
  const homeFolder = await temporaryFolder();
  const terminal = new ShopTerminal();
  const sidecar = await runningSidecar({ homeFolder });
  return { sidecar, terminal, homeFolder, profile: new BrowserProfile(terminal) };
}

describe('a refund over REST', () => {
  test('is linked with its sale in both directions, and never exceeds it', async () => {
    const { sidecar, terminal, profile } = await shop();
    await profile.open(sidecar);
    await post(sidecar);
    expect(await post(sidecar, refund())).toMatchObject({ paymentStatus: 'SUCCESS', refundOf: 'Order_1' });
    const { error } = await post(sidecar, refund({ order_id: 'Refund_2', amount: '6,24' }));
    expect(error).toMatchObject({
      errorCode: '1104',
      charge: 'nothing-sent',
      refundableAmount: '6,23',
      currency: 'EUR',
    });
    expect(error?.['errorDescription']).toContain('6.23 EUR of it can be given back');
    const said = {
      refundedAmount: '4,00',
      refundableAmount: '6,23',
      refunds: [{ orderId: 'Refund_1', amount: '4,00', charge: 'charged' }],
      refundDescription: '4.00 EUR of this sale was given back (order Refund_1).',
    };
    expect(await post(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true, ...said });
    expect(await find(sidecar, 'Order_1')).toMatchObject({
      refundedAmount: 4,
      refunds: [{ orderId: 'Refund_1' }],
    });
    expect(await find(sidecar, 'Refund_1')).toMatchObject({ refundOf: 'Order_1', charge: 'charged' });
    expect(await post(sidecar, refund())).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
    expect((await post(sidecar, refund({ refund_of: 'Order_2' }))).error).toMatchObject({
      errorCode: '1103',
    });
    expect(terminal.charged).toEqual([1023, 400]);
  });

  test('counts refunds of other browsers, also after a restart and without their pages', async () => {
    const { sidecar, terminal, profile, homeFolder } = await shop();
    const page = await profile.open(sidecar);
    await post(sidecar);
    await post(sidecar, refund());
    page.socket.terminate();
    await sidecar.stop();
    await sidecar.closed;
    const again = await runningSidecar({ homeFolder });
    const other = new BrowserProfile(terminal);
    await other.open(again);
    const { error } = await post(again, refund({ order_id: 'Refund_2', amount: '6,24' }));
    expect(error).toMatchObject({ errorCode: '1104', refundableAmount: '6,23' });
    expect(await post(again, refund({ order_id: 'Refund_2', amount: '6,23' }))).toMatchObject({
      paymentStatus: 'SUCCESS',
    });
    expect(await find(again, 'Order_1')).toMatchObject({ refundedAmount: 10.23, refundableAmount: 0 });
    expect(linkedRefunds(other.records)).toEqual(['Refund_1', 'Refund_2']);
    expect(terminal.charged).toEqual([1023, 400, 623]);
  });

  test('begins once if two tills send it at the same time', async () => {
    const { sidecar, terminal, profile } = await shop();
    await profile.open(sidecar);
    await post(sidecar);
    const answers = await Promise.all(
      ['Refund_1', 'Refund_2'].map((order_id) => post(sidecar, refund({ order_id, amount: '6,00' }))),
    );
    expect(answers.filter(({ paymentStatus }) => paymentStatus === 'SUCCESS')).toHaveLength(1);
    expect(terminal.charged).toEqual([1023, 600]);
  });

  test('blocks every other refund while it is in doubt at a browser that is gone', async () => {
    const { sidecar, terminal, profile } = await shop();
    const page = await profile.open(sidecar);
    await post(sidecar);
    terminal.holdCustomer();
    const first = post(sidecar, refund());
    await expect.poll(() => terminal.charged.length).toBe(2);
    page.socket.terminate();
    await new BrowserProfile(terminal).open(sidecar, page.cookie);
    const second = await post(sidecar, refund({ order_id: 'Refund_2', amount: '1,00' }));
    expect(second.error).toMatchObject({ errorCode: '1102', charge: 'nothing-sent' });
    expect(second.error?.['errorDescription']).toContain(
      'Resolve order Refund_1 on the connector page first',
    );
    expect(second.error?.['errorDescription']).not.toMatch(/NOT KNOWN|resolve the payment/);
    await first;
    expect(terminal.charged).toEqual([1023, 400]);
  });

  test('begins once if another browser takes it by hand at the same moment', async () => {
    const { sidecar, terminal, profile } = await shop();
    const page = await profile.open(sidecar);
    await post(sidecar);
    const others = [new BrowserProfile(terminal), new BrowserProfile(terminal)];
    const pages = await Promise.all(others.map((other) => other.open(sidecar, page.cookie)));
    const answers = await Promise.all(
      pages.map(({ payByHand }, i) =>
        payByHand(
          aRequest({
            orderId: `By_hand_${i}`,
            amountMinor: 600,
            transactionType: 'Credit',
            refundOf: 'Order_1',
          }),
        ),
      ),
    );
    expect(answers.filter(({ outcome }) => outcome === 'APPROVED')).toHaveLength(1);
    const [refused] = answers.filter(({ outcome }) => outcome !== 'APPROVED');
    expect(['payment-running', 'refund-in-doubt', 'request-invalid']).toContain(refused?.failure);
    expect(terminal.charged).toEqual([1023, 600]);
    expect((await post(sidecar, refund({ amount: '4,24' }))).error).toMatchObject({
      refundableAmount: '4,23',
    });
  });

  test('whose record and whose link at its sale are lost: its ended permit holds its amount', async () => {
    const { sidecar, terminal, profile, homeFolder } = await shop();
    await profile.open(sidecar);
    await post(sidecar);
    await expect.poll(() => readFile(join(homeFolder, 'asked.jsonl'), 'utf8')).toContain('"open":false');
    const file = join(homeFolder, 'records.jsonl');
    const before = await readFile(file, 'utf8');
    await post(sidecar, refund({ amount: '6,00' }));
    const ends = async () =>
      (await readFile(join(homeFolder, 'asked.jsonl'), 'utf8')).split('"open":false').length - 1;
    await expect.poll(ends).toBe(2);
    await sidecar.stop();
    await sidecar.closed;
    await writeFile(file, before);
    for (const other of ['records.state.json', 'records.index', 'records.lost.json'])
      await rm(join(homeFolder, other), { force: true });
    const again = await runningSidecar({ homeFolder, timeouts: { pageReturnMs: 50 } });
    const page = await new BrowserProfile(terminal).open(again);
    const second = () => post(again, refund({ order_id: 'Refund_2', amount: '6,00' }));
    expect(JSON.stringify(await second())).toContain('"errorCode":"1102"');
    page.socket.send(JSON.stringify({ kind: 'loss-accepted' }));
    await expect
      .poll(async () => (await asTill(again, '/health')).json())
      .not.toHaveProperty('recordsDamage');
    const { error } = await second();
    expect(error).toMatchObject({ errorCode: '1102', charge: 'not-charged', refundableAmount: '4,23' });
    expect(error?.['errorDescription']).toContain('order Refund_1, is in doubt');
    const sale = await find(again, 'Order_1');
    expect(sale).toMatchObject({ refunds: [{ orderId: 'Refund_1', amount: 6, charge: 'unknown' }] });
    // Other refunds may be among the records whose loss was accepted.
    expect(sale).not.toHaveProperty('refundableAmount');
    expect(await post(again, refund({ amount: '6,00' }))).toMatchObject({
      outcome: 'UNKNOWN',
      errorCode: '1102',
    });
    expect(terminal.charged).toEqual([1023, 600]);
  });

  test('of a sale that is older than an accepted loss stays in doubt: nothing lists the refunds that are lost', async () => {
    const { sidecar, terminal, profile, homeFolder } = await shop();
    const page = await profile.open(sidecar);
    await post(sidecar);
    page.socket.terminate();
    await new BrowserProfile(terminal).open(sidecar, page.cookie);
    await post(sidecar, refund({ amount: '6,00' }));
    await sidecar.stop();
    await sidecar.closed;
    for (const name of ['records.jsonl', 'records.index', 'asked.jsonl'])
      await rm(join(homeFolder, name), { force: true });
    const again = await runningSidecar({ homeFolder, timeouts: { pageReturnMs: 50 } });
    const known = await profile.open(again);
    known.socket.send(JSON.stringify({ kind: 'loss-accepted' }));
    await expect
      .poll(async () => (await asTill(again, '/health')).json())
      .not.toHaveProperty('recordsDamage');
    const { error } = await post(again, refund({ order_id: 'Refund_2', amount: '6,00' }));
    expect(error).toMatchObject({ errorCode: '1102', charge: 'not-charged' });
    expect(error?.['errorDescription']).toContain('send a Credit without refund_of');
    expect(await find(again, 'Order_1')).not.toHaveProperty('refundableAmount');
    expect(terminal.charged).toEqual([1023, 600]);

    await post(again, { order_id: 'Order_2' });
    const later = refund({ order_id: 'Refund_3', refund_of: 'Order_2' });
    expect(await post(again, later)).toMatchObject({ paymentStatus: 'SUCCESS' });
    const bySight = refund({ order_id: 'Refund_4', amount: '1,00', refund_of: undefined });
    expect(await post(again, bySight)).toMatchObject({ paymentStatus: 'SUCCESS' });
    expect(terminal.charged).toEqual([1023, 600, 1023, 400, 100]);
  });

  describe('whose record is lost, while its sale is there', () => {
    /** The sale, two refunds, and the loss of the second one's record, which a person has accepted. */
    async function shopAfterLoss() {
      const { sidecar, terminal, profile, homeFolder } = await shop();
      await profile.open(sidecar);
      await post(sidecar);
      await post(sidecar, refund());
      await post(sidecar, refund({ order_id: 'Refund_2', amount: '1,00' }));
      await sidecar.stop();
      await sidecar.closed;
      const file = join(homeFolder, 'records.jsonl');
      const lines = (await readFile(file, 'utf8')).split('\n');
      await writeFile(file, lines.filter((line) => !line.includes('"orderId":"Refund_2"')).join('\n'));
      for (const other of ['records.state.json', 'records.index', 'asked.jsonl', 'records.lost.json'])
        await rm(join(homeFolder, other), { force: true });
      const again = await runningSidecar({ homeFolder });
      await new BrowserProfile(terminal).open(again);
      return { sidecar: again, terminal };
    }
    test('is in the answer of the sale, and counts as the whole refundable amount', async () => {
      const { sidecar } = await shopAfterLoss();
      const sale = await find(sidecar, 'Order_1');
      expect(sale).toMatchObject({
        refundedAmount: 4,
        refundableAmount: 0,
        refunds: [
          { orderId: 'Refund_1', amount: 4, charge: 'charged' },
          { orderId: 'Refund_2', amount: 6.23, charge: 'unknown', recordLost: true },
        ],
      });
      expect(sale['refundDescription']).toContain('how much the refund Refund_2 gave back, at most 6.23 EUR');
    });
    test('blocks other refunds, with a text that says what a person can do', async () => {
      const { sidecar, terminal } = await shopAfterLoss();
      const { error } = await post(sidecar, refund({ order_id: 'Refund_3', amount: '1,00' }));
      expect(error).toMatchObject({ errorCode: '1102', charge: 'nothing-sent' });
      expect(error?.['errorDescription']).toContain('Look for order Refund_2 in the tickets');
      expect(error?.['errorDescription']).not.toContain('accept the loss');
      expect(
        await post(sidecar, refund({ order_id: 'Refund_3', amount: '1,00', refund_of: undefined })),
      ).toMatchObject({ paymentStatus: 'SUCCESS' });
      expect(terminal.charged).toEqual([1023, 400, 100, 100]);
    });
    test('is itself in doubt', async () => {
      const { sidecar, terminal } = await shopAfterLoss();
      const again = await post(sidecar, refund({ order_id: 'Refund_2', amount: '1,00' }));
      expect(again).toMatchObject({ errorCode: '1102', outcome: 'UNKNOWN', charge: 'unknown' });
      expect(terminal.charged).toEqual([1023, 400, 100]);
    });
    test('refuses its number for a new sale', async () => {
      const { sidecar, terminal } = await shopAfterLoss();
      const { error } = await post(sidecar, { order_id: 'Refund_2', amount: '1,00' });
      expect(error).toMatchObject({ errorCode: '1103', charge: 'nothing-sent' });
      expect(error?.['errorDescription']).toContain('a refund of the sale Order_1, whose record is lost');
      expect(terminal.charged).toEqual([1023, 400, 100]);
    });
  });

  test('is refused with the reason if its sale does not exist or its sale number is empty', async () => {
    const { sidecar, terminal, profile } = await shop();
    await profile.open(sidecar);
    await post(sidecar);
    for (const empty of [{ refund_of: null }, { refund_of: '' }, { refundOf: null, refund_of: undefined }]) {
      const { error } = await post(sidecar, refund(empty));
      expect(error).toMatchObject({ errorCode: '1104', charge: 'nothing-sent' });
      expect(error?.['errorDescription']).toContain('leave the field out for a refund that names no sale');
    }
    const answer = await post(sidecar, refund({ refund_of: undefined }));
    expect(answer['refundDescription']).toContain('it was compared with no sale');
    expect(terminal.charged).toEqual([1023, 400]);
  });

  test.each([
    ['an unknown sale', { refund_of: 'Order_9' }, 'is not known here'],
    ['a Debit', { transaction_type: 'Debit' }, 'refund_of: only with'],
    ['no operation', { transaction_type: undefined }, 'refund_of: only with'],
    ['a misspelled name', { refund_of: undefined, Refund_Of: 'Order_1' }, 'write refund_of'],
  ])('is refused for %s', async (_, change, words) => {
    const { sidecar, terminal, profile } = await shop();
    await profile.open(sidecar);
    await post(sidecar);
    const { error } = await post(sidecar, refund(change));
    expect(error).toMatchObject({ errorCode: '1104', charge: 'nothing-sent' });
    expect(error?.['errorDescription']).toContain(words);
    expect(terminal.charged).toEqual([1023]);
  });
});
