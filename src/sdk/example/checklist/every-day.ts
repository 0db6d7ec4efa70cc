import { again, once, plainly, type Situation } from './situation.ts';

/** What happens every day. */
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
