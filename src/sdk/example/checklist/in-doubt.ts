import { ask, once, plainly, type Situation } from './situation.ts';

/** Where the till cannot know by itself. */
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
    title: 'The till’s page is loaded anew during the payment',
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
