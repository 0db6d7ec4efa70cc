import { again, once, plainly, type Situation } from './situation.ts';

/** Where something stands in the way. */
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
