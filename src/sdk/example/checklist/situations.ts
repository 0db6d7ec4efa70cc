import type { HipayPay } from '../../element/index.ts';
import type { TestOptions } from '../../testing/index.ts';
import type { Seen, Stage } from './stage.ts';

/** A situation that every till must handle. */
export interface Situation {
  readonly id: string;
  readonly title: string;
  /** What the till must do. */
  readonly must: string;
  readonly world: TestOptions;
  readonly expected: Seen;
  /** Plays the situation, and returns the element with the last screen. */
  play(stage: Stage): Promise<HipayPay>;
}

/** Plays one payment in which the cashier and the customer do nothing unusual. */
export const plainly = async (stage: Stage): Promise<HipayPay> => {
  const pay = stage.load();
  await stage.pay(pay);
  return pay;
};

export const once = [1023];
export const again = ['Try again'];
export const ask = ['Ask again'];

/** Situations that happen every day. */
export const everyDay: readonly Situation[] = [
  {
    id: 'approved',
    title: 'Approved',
    must: 'Close the sale, and print the receipts.',
    world: { script: 'accept' },
    expected: { screens: ['Paid'], buttons: [], charged: once },
    play: plainly,
  },
  {
    id: 'declined',
    title: 'Declined',
    must: 'Say that nothing was charged; offer another card.',
    world: { script: 'refuse' },
    expected: { screens: ['Declined'], buttons: again, charged: [] },
    play: plainly,
  },
  {
    id: 'red-key',
    title: 'Cancelled by the red key',
    must: 'Cancel tells the cashier to press the red key, and waits for what the terminal says.',
    world: { script: 'accept' },
    expected: { screens: ['Cancelled'], buttons: again, charged: [] },
    async play(stage) {
      const pay = stage.load();
      await stage.pay(pay, {
        customer: () => {
          pay.shadowRoot?.querySelector<HTMLButtonElement>('button.cancel')?.click();
          stage.connector.test.pressRedKey();
        },
      });
      return pay;
    },
  },
  {
    id: 'partial',
    title: 'Approved in part',
    must: 'Book what was paid, and take the rest under another order number.',
    world: { script: 'partial-amount' },
    expected: { screens: ['Paid in part'], buttons: [], charged: [512] },
    play: plainly,
  },
  {
    id: 'hipay-later',
    title: 'Paid, and HiPay cannot be reached',
    must: 'Close the sale: `notificationHipaySent: false` never means that it failed.',
    world: { script: 'accept', gateway: 'error-500' },
    expected: { screens: ['Paid'], buttons: [], charged: once },
    play: plainly,
  },
];

/** Situations in which the till cannot know the outcome by itself. */
export const inDoubt: readonly Situation[] = [
  {
    id: 'unknown',
    title: 'Outcome unknown',
    must: 'Charge nothing again: send the cashier to the last ticket and to the connector, then ask again.',
    world: { script: 'unplug-at-6' },
    expected: { screens: ['Outcome unknown', 'Outcome unknown'], buttons: ask, charged: once },
    async play(stage) {
      const pay = await plainly(stage);
      await stage.press(pay, 'Ask again');
      return pay;
    },
  },
  {
    id: 'reloaded',
    title: 'The till’s page is loaded again during the payment',
    must: 'Ask first (`resume()`, `resumeLast()`), and show that payment’s own result.',
    world: { script: 'accept' },
    expected: { screens: ['Paid'], buttons: [], charged: once },
    async play(stage) {
      const before = stage.load();
      await new Promise<void>((atCustomer) => {
        before.addEventListener('hipay-phase', ({ detail }) => {
          if (detail.phase === 'customer') atCustomer();
        });
        before.start().catch(() => {});
      });
      stage.connector = await stage.connector.test.reload();
      const pay = stage.load();
      await pay.resume();
      stage.look(pay);
      return pay;
    },
  },
  {
    id: 'window-closed',
    title: 'The connector’s window is closed during the payment',
    must: 'Treat it as unknown; open the connector again and ask for the order.',
    world: { script: 'accept' },
    expected: { screens: ['Outcome unknown', 'Paid'], buttons: [], charged: once },
    async play(stage) {
      const pay = stage.load();
      await stage.pay(pay, { customer: () => stage.connector.test.closeConnector() });
      stage.connector = await stage.connector.test.reload();
      await stage.press(pay, 'Ask again');
      return pay;
    },
  },
];

/** Situations in which something prevents the payment. */
export const inTrouble: readonly Situation[] = [
  {
    id: 'twice',
    title: 'Double click, and the same order twice',
    must: 'Send the same order number: it is charged once, and answered twice.',
    world: { script: 'accept' },
    expected: { screens: ['Paid'], buttons: [], charged: once },
    async play(stage) {
      const pay = stage.load();
      pay.shadowRoot?.querySelector('button')?.click();
      await stage.pay(pay);
      await stage.connector.pay(stage.request);
      return pay;
    },
  },
  {
    id: 'running',
    title: 'Another payment is running (1101)',
    must: 'Say so, and offer the payment again once the other one has ended.',
    world: { script: 'accept' },
    expected: { screens: ['Not started', 'Paid'], buttons: [], charged: [500, ...once] },
    async play(stage) {
      const pay = stage.load();
      let refused: Promise<void> | undefined;
      const other = { amountMinor: 500, orderId: `${stage.request.orderId}_other` };
      await stage.connector.pay(other, {
        onPhase: ({ phase }) => {
          if (phase === 'customer') refused ??= stage.pay(pay);
        },
      });
      await refused;
      await stage.press(pay, 'Try again');
      return pay;
    },
  },
  {
    id: 'silent',
    title: 'The terminal is unplugged, or silent',
    must: 'Say that nothing was charged and what to look at; offer another try.',
    world: { script: 'silent-at-1' },
    expected: { screens: ['Not started'], buttons: again, charged: [] },
    play: plainly,
  },
];

/** All situations. README.md has the same list, and a test compares the two. */
export const situations: readonly Situation[] = [...everyDay, ...inDoubt, ...inTrouble];
