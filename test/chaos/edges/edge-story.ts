import type { Snapshot } from '../../../src/core/connector-api/snapshot.ts';
import type { Chance } from '../seeded-chance.ts';
import { type EndOfDay, isKept, judgeCharges, judgeEnd, judgeStatements } from './edge-oracle.ts';
import { planSale, type SalePlan } from './edge-plan.ts';
import { EdgeShop } from './edge-shop.ts';
import { becomesTrue, pause } from './pause.ts';
import { Sale } from './sale.ts';
import { Screens } from './screens.ts';
import { type SaleKey, Timeline } from './timeline.ts';

export interface StoryResult {
  readonly timeline: Timeline;
  readonly plans: readonly SalePlan[];
  readonly ends: readonly string[];
}

/** One day of a shop: its sales one after the other, its end, and the verdict. */
export async function runStory(numbers: readonly number[], chance: Chance): Promise<StoryResult> {
  const timeline = new Timeline();
  const screens = await Screens.open(timeline);
  const plans = numbers.map((number, place) => planSale(number, place, chance.stream(`sale ${number}`)));
  const ends: string[] = [];
  const shop = await EdgeShop.open(timeline, chance, screens.shown);
  try {
    const paid: SaleKey[] = [];
    for (const plan of plans) {
      await tidyUp(shop, chance.stream(`order ${plan.number}`));
      timeline.note(`--- sale ${plan.number}: ${describe(plan)}`);
      const reused = plan.reuses && paid.findLast(({ order }) => wasAnsweredAtOnce(timeline, order));
      const sale = new Sale(plan, shop, timeline, reused, paid);
      await sale.run();
      ends.push(sale.end);
      timeline.note(`--- sale ${plan.number} ends: ${sale.end}`);
      if (sale.end === 'paid' && sale.key.order !== undefined) paid.push(sale.key);
    }
    const end = await closeDay(shop, chance.stream('end'));
    for (const { kind, text, sale } of [
      ...judgeStatements(timeline),
      ...judgeCharges(timeline),
      ...judgeEnd(timeline, end),
    ])
      timeline.violation(kind, text, sale);
  } finally {
    await shop.end();
  }
  return { timeline, plans, ends };
}

/** Acts as people between two sales, who often, but not always, put the shop in order. */
async function tidyUp(shop: EdgeShop, chance: Chance): Promise<void> {
  if (chance.happens(0.5)) await shop.gateway.setFaults('accept');
  if (chance.happens(0.85)) await shop.repair();
  else await shop.startSidecar();
  while (shop.pages.length > 1 && chance.happens(0.6)) shop.pages[0]?.close();
}

/** True if the order's only request was answered over REST, so that the sidecar knows that the till has the answer. */
const wasAnsweredAtOnce = ({ posts, statements }: Timeline, order: string | undefined): boolean =>
  posts.filter((post) => post.order === order).length === 1 &&
  statements.some(({ post, exit }) => post?.order === order && exit === 'REST POST 200 APPROVED');

const describe = ({ number: _, amountMinor: _amount, ...plan }: SalePlan): string => JSON.stringify(plan);

/**
 * Another page takes over the records of a journal that stays away after `takeOverMs` (edge-shop.ts), and then delivers their
 * notifications. The wait ends as soon as every charge is found.
 */
const endLimitMs = 20_000;
/** Time in which the sidecar gets the copies of the last records. */
const copiedMs = 50;

/** At the end HiPay is up and one page is open, perhaps a new browser's. A person presses "send now". */
async function closeDay(shop: EdgeShop, chance: Chance): Promise<EndOfDay> {
  const { timeline } = shop;
  timeline.note('--- the end of the day');
  await shop.gateway.setFaults('accept');
  await shop.repair();
  if (chance.happens(0.3)) {
    const { otherProfile } = shop;
    await pause(copiedMs);
    shop.closePages();
    await shop.openPage(otherProfile);
    await shop.pageReady();
  }
  while (shop.pages.length > 1) shop.pages[0]?.close();
  const isComplete = async () => {
    await shop.page?.connector.sendNotificationsNow({});
    const end = await readEnd(shop);
    return timeline.charges.every((charge) => isKept(charge, end));
  };
  await becomesTrue(isComplete, endLimitMs, 50);
  return readEnd(shop);
}

async function readEnd({ gateway, page }: EdgeShop): Promise<EndOfDay> {
  const hipay = gateway.twin.orders().map(({ orderid, amount }) => `${orderid} ${amount}`);
  const now = await page?.connector.snapshot();
  return { hipay: new Set(hipay), listed: new Set(now ? listedIn(now) : []) };
}

const listedIn = ({ payments, notifications, alarms }: Snapshot): string[] => [
  ...payments
    .filter(({ state, contested }) => state === 'unknown' || contested)
    .map(({ orderId }) => orderId),
  ...notifications.filter(({ state }) => state !== 'delivered').map(({ orderId }) => orderId),
  ...alarms.map(({ orderId }) => orderId),
];
