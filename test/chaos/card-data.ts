import { simulatedCard } from '../../src/simulator/terminal/twin-language.ts';
import type { ChaosShop } from './chaos-shop.ts';
import type { TillReply } from './tills.ts';

/** The card and cheque data that the twin sends, and that must not be found anywhere. */
const secrets: readonly (readonly [string, RegExp])[] = [
  ['a card number', new RegExp(`${simulatedCard}|${simulatedCard.slice(4, -4)}`)],
  ['an expiry date', /AB0042912|"2912"|\bAB=2912/],
  ['a cheque’s line', /0123456 0123|012345678901 012/],
  ['private data', /1010000000/],
];

/** Finds card data in what is stored, recorded, sent to HiPay or answered to a till. */
export async function cardDataIn(
  { disk, recorders, gateway }: ChaosShop,
  replies: readonly TillReply[],
): Promise<string[]> {
  const recorded = await Promise.all(recorders.map((recorder) => recorder.export()));
  const places = {
    'the journal': JSON.stringify([...disk.memory.payments.values()]),
    'the outbox': JSON.stringify([...disk.memory.notifications.values()]),
    'HiPay’s orders': JSON.stringify(gateway.twin.orders()),
    'a till’s answer': JSON.stringify(replies),
    'the flight recorder': recorded.join(''),
  };
  return Object.entries(places).flatMap(([place, text]) =>
    secrets.filter(([, form]) => form.test(text)).map(([what]) => `${what} is in ${place}`),
  );
}
