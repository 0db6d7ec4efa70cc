import { afterAll, beforeAll, expect } from 'vitest';
import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';
import { scriptNamed } from '../chaos/real/lasting-terminal.ts';
import { readPageJournal } from '../chaos/real/page-journal.ts';
import { RealShop } from '../chaos/real/real-shop.ts';
import { readSecondCopy } from '../chaos/real/second-copy.ts';
import { eventually } from './connector-page.ts';
import { sampleOrder } from './sample-order.ts';

// Kills the browser by SIGKILL around the byte that ends a payment: our ACK of the terminal's answer.

/** The longest pause before our ACK that the settings allow: enough time to see the stored answer and kill the browser. */
export const longestTurnaroundMs = 1000;
const byteWaitMs = 3000;
const contract = {
  proxy: { payment_application: '001', merchant_id: '1234567', rank: '001' },
  nfc: { payment_application: '00B', merchant_id: '1234568', rank: '001' },
};
/** Two of the ten steps of a session, as `shop.terminal.step` counts them: terminal's answer, our ACK. */
export const steps = { answer: 8, acknowledgement: 9 };
const maxTries = 5;

export let shop: RealShop;
export function openShop(turnaroundMs: number): void {
  beforeAll(async () => {
    const timers = { turnaround_ms: turnaroundMs };
    shop = await RealShop.open({ timers, byteWaitMs, contract, serviceWorkers: 'block' });
  });
  afterAll(() => shop?.close());
}

interface Order {
  readonly orderId: string;
  readonly amountMinor: number;
}
let orders = 0;
/** Each order has its own amount, which identifies its line in the ledger. */
export function nextOrder(): Order {
  orders += 1;
  return { orderId: `Order_${orders}`, amountMinor: 1000 + orders };
}

type Answer = Awaited<ReturnType<typeof post>>;
export const post = ({ orderId, amountMinor }: Order) =>
  shop.sidecar.call('POST', '/order', sampleOrder({ order_id: orderId, amount: amountMinor / 100 }));

const ofOrder = ({ orderId }: Order, records: Iterable<PaymentRecord>) =>
  [...records].filter((record) => record.orderId === orderId);
const readCopies = async (order: Order) => ofOrder(order, readSecondCopy(await shop.secondCopy()).values());
export const readJournal = async (order: Order) =>
  ofOrder(order, (await readPageJournal(shop.browser.page)).payments);

/** The record without the time at which the till got its answer: this time is stored later, and changes no result. */
export const withoutAnswerTime = (records: Awaited<ReturnType<typeof readJournal>>) =>
  records.map(({ answeredAt: _answered, updatedAt: _updated, ...rest }) => rest);

interface KilledPayment {
  readonly order: Order;
  readonly killedAt: number;
  /** The answer to the request that the till sent before the kill. */
  readonly first: Promise<Answer>;
}

/** Posts an order, and kills the browser when `moment` resolves. */
export async function killAtMoment(moment: (order: Order) => Promise<unknown>): Promise<KilledPayment> {
  const order = nextOrder();
  shop.terminal.follow(scriptNamed('accept', 100));
  const kill = shop.browser.prepareKill();
  const arrived = moment(order);
  const first = post(order);
  await arrived;
  await kill();
  shop.terminal.holdClock();
  return { order, killedAt: Date.now(), first };
}

/** The second copy is written after the journal, so its line proves that the answer is on the disk. */
const untilAnswerStored = (order: Order) =>
  eventually('the answer is kept', async () =>
    (await readCopies(order)).some(({ state }) => state === 'answered'),
  );

/** On a slow machine the ACK may be sent before the kill; then the next order tries again. */
export async function killBeforeAcknowledgement(): Promise<KilledPayment> {
  for (let tries = 1; tries <= maxTries; tries++) {
    const killed = await killAtMoment(untilAnswerStored);
    if (shop.terminal.step === steps.answer) return killed;
    await openBrowser();
    await killed.first;
    await makeTerminalReady();
  }
  throw new Error(`the ACK was sent before each of ${maxTries} kills`);
}

export async function openBrowser(): Promise<void> {
  await shop.startAgain('browser');
  await eventually('the page is there', async () => {
    const { body } = await shop.sidecar.call('GET', '/health');
    return body['page'] === 'open';
  });
}

/** Waits until the terminal has given up its unanswered calls, and reloads the page. */
export async function makeTerminalReady(): Promise<void> {
  shop.terminal.letClockRun();
  await eventually('the terminal is idle', async () => shop.terminal.idle);
  const { page } = shop.browser;
  await page.reload();
  // Reads the status from the new page, because the sidecar may still have the old page's.
  await page.getByText(/^The terminal answers\./).waitFor();
  await shop.expectReady();
}

const stored = { paymentStatus: 'SUCCESS', outcome: 'APPROVED', replayed: true };

export async function expectPaidOnce({ order, killedAt, first }: KilledPayment): Promise<void> {
  const again = await post(order);
  expect(again).toMatchObject({ status: 200, body: { ...stored, orderId: order.orderId } });
  expect((await first).body).toMatchObject({ paymentStatus: 'SUCCESS', outcome: 'APPROVED' });
  const records = await readJournal(order);
  expect(records).toMatchObject([{ state: 'answered', outcome: 'APPROVED', answer: { late: false } }]);
  // Only the killed browser wrote the record.
  for (const { at } of records[0]?.history ?? []) expect(at).toBeLessThanOrEqual(killedAt);
  expect(shop.terminal.charges(order.amountMinor)).toBe(1);
}

export async function expectNotifiedOnce({ orderId }: Order): Promise<void> {
  const notifiedContracts = () =>
    shop.gateway.twin
      .orders()
      .filter(({ orderid }) => orderid === orderId)
      .map(({ mid }) => mid)
      .sort();
  await eventually('HiPay has both contracts’ orders', async () => notifiedContracts().length >= 2);
  await eventually('no notification is pending', async () =>
    (await readPageJournal(shop.browser.page)).notifications.every(({ state }) => state === 'delivered'),
  );
  expect(notifiedContracts()).toEqual(['1234567', '1234568']);
}

/** For each payment of the order at the terminal: true if the terminal got our ACK of its answer. */
export const acknowledgements = (order: Order) =>
  shop.terminal.ledger
    .filter(({ amountMinor }) => amountMinor === order.amountMinor)
    .map((line) => line.answered);
