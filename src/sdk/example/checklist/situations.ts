import type { HipayPay } from '../../element/index.ts';
import type { TestOptions } from '../../testing/index.ts';
import type { SituationResult, Stage } from './stage.ts';

/** A situation that every till must handle. */
export interface Situation {
  readonly id: string;
  readonly title: string;
  /** What the till must do. */
  readonly must: string;
  readonly testOptions: TestOptions;
  readonly expected: SituationResult;
  /** Plays the situation, and returns the element with the last screen. */
  play(stage: Stage): Promise<HipayPay>;
}

/** Takes one payment, without a press or an event in between. */
export const playUndisturbed = async (stage: Stage): Promise<HipayPay> => {
  const pay = stage.load();
  await stage.pay(pay);
  return pay;
};

export const chargedOnce = [1023];
export const tryAgainButton = ['Try again'];
export const askAgainButton = ['Ask again'];

/** Situations that happen every day. */
export const everydaySituations: readonly Situation[] = [
  {
    id: 'approved',
    title: 'Approved',
    must: 'Close the sale, and print the receipts.',
    testOptions: { script: 'accept' },
    expected: { screens: ['Paid'], buttons: [], charged: chargedOnce },
    play: playUndisturbed,
  },
  {
    id: 'declined',
    title: 'Declined',
    must: 'Say that nothing was charged; offer another card.',
    testOptions: { script: 'refuse' },
    expected: { screens: ['Declined'], buttons: tryAgainButton, charged: [] },
    play: playUndisturbed,
  },
  {
    id: 'red-key',
    title: 'Cancelled by the red key',
    must: 'Cancel tells the cashier to press the red key, and waits for what the terminal says.',
    testOptions: { script: 'accept' },
    expected: { screens: ['Cancelled'], buttons: tryAgainButton, charged: [] },
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
    testOptions: { script: 'partial-amount' },
    expected: { screens: ['Paid in part'], buttons: [], charged: [512] },
    play: playUndisturbed,
  },
  {
    id: 'hipay-later',
    title: 'Paid, and HiPay cannot be reached',
    must: 'Close the sale: `notificationHipaySent: false` never means that it failed.',
    testOptions: { script: 'accept', gateway: 'error-500' },
    expected: { screens: ['Paid'], buttons: [], charged: chargedOnce },
    play: playUndisturbed,
  },
];

/** Situations in which the till must ask the connector for the outcome. */
export const unknownSituations: readonly Situation[] = [
  {
    id: 'unknown',
    title: 'Outcome unknown',
    must: 'Charge nothing again: send the cashier to the last ticket and to the connector, then ask again.',
    testOptions: { script: 'unplug-at-6' },
    expected: {
      screens: ['Outcome unknown', 'Outcome unknown'],
      buttons: askAgainButton,
      charged: chargedOnce,
    },
    async play(stage) {
      const pay = await playUndisturbed(stage);
      await stage.press(pay, 'Ask again');
      return pay;
    },
  },
  {
    id: 'reloaded',
    title: 'The till’s page is loaded again during the payment',
    must: 'Ask first (`resume()`, `resumeLast()`), and show that payment’s own result.',
    testOptions: { script: 'accept' },
    expected: { screens: ['Paid'], buttons: [], charged: chargedOnce },
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
      stage.recordScreen(pay);
      return pay;
    },
  },
  {
    id: 'window-closed',
    title: 'The connector’s window is closed during the payment',
    must: 'Treat it as unknown; open the connector again and ask for the order.',
    testOptions: { script: 'accept' },
    expected: { screens: ['Outcome unknown', 'Paid'], buttons: [], charged: chargedOnce },
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
export const failureSituations: readonly Situation[] = [
  {
    id: 'twice',
    title: 'Double click, and the same order twice',
    must: 'Send the same order number: it is charged once, and answered twice.',
    testOptions: { script: 'accept' },
    expected: { screens: ['Paid'], buttons: [], charged: chargedOnce },
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
    testOptions: { script: 'accept' },
    expected: { screens: ['Not started', 'Paid'], buttons: [], charged: [500, ...chargedOnce] },
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
    testOptions: { script: 'silent-at-1' },
    expected: { screens: ['Not started'], buttons: tryAgainButton, charged: [] },
    play: playUndisturbed,
  },
];

/** All situations. README.md has the same list, and a test compares the two. */
export const situations: readonly Situation[] = [
  ...everydaySituations,
  ...unknownSituations,
  ...failureSituations,
];
