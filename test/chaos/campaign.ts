import { createHash } from 'node:crypto';
import { judge } from './oracles.ts';
import { seededChance } from './seeded-chance.ts';
import { Story } from './story.ts';

/** Payments a shop: enough for one to disturb the next, few enough to read its log. */
const paymentsOfShop = 10;

export interface Violation {
  readonly shop: number;
  readonly payments: string;
  readonly broken: readonly string[];
  readonly faults: readonly string[];
  readonly records: string;
  readonly log: readonly string[];
}

export interface CampaignResult {
  readonly payments: number;
  readonly shops: number;
  readonly attempts: number;
  readonly outcomes: Record<string, number>;
  readonly told: Record<string, number>;
  readonly faults: Record<string, number>;
  readonly kills: number;
  readonly upgradedLate: number;
  readonly resolvedByPerson: number;
  /** Minor units. */
  readonly totals: {
    charged: number;
    approved: number;
    doubtful: number;
    /** What HiPay holds, each sale once however many contracts. */
    gateway: number;
  };
  /** Of all that happened, to the byte and the millisecond: equal for equal seeds. */
  trace: string;
  readonly violations: readonly Violation[];
}

const addTo = (counts: Record<string, number>, name: string) => {
  counts[name] = (counts[name] ?? 0) + 1;
};

function emptyResult() {
  return {
    payments: 0,
    shops: 0,
    attempts: 0,
    outcomes: {} as Record<string, number>,
    told: {} as Record<string, number>,
    faults: {} as Record<string, number>,
    kills: 0,
    upgradedLate: 0,
    resolvedByPerson: 0,
    totals: { charged: 0, approved: 0, doubtful: 0, gateway: 0 },
    trace: '',
    violations: [] as Violation[],
  };
}

/** The shops of a campaign, one after the other. `only`: the shop of this payment. The same seed, the same campaign. */
export async function runCampaign(seed: number, payments: number, only?: number): Promise<CampaignResult> {
  const result = emptyResult();
  for (let first = 1; first <= payments; first += paymentsOfShop) {
    const last = Math.min(first + paymentsOfShop - 1, payments);
    if (only !== undefined && (only < first || only > last)) continue;
    const numbers = Array.from({ length: last - first + 1 }, (_, place) => first + place);
    const story = new Story(seededChance(`${seed}/shop ${first}`));
    await tell(story, numbers);
    count(result, story, numbers);
  }
  return result;
}

async function tell(story: Story, numbers: readonly number[]): Promise<void> {
  try {
    await story.shop.clock.until(story.day(numbers));
  } catch (error) {
    story.shop.violation(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

function count(result: ReturnType<typeof emptyResult>, story: Story, numbers: readonly number[]): void {
  const { shop, tills, plans } = story;
  result.shops++;
  result.payments += numbers.length;
  result.kills += shop.kills;
  for (const { faults } of plans) for (const fault of faults) addTo(result.faults, fault);
  for (const { answer } of tills.told) addTo(result.told, answer === 'lost' ? 'no answer' : answer.outcome);
  result.trace = createHash('sha1')
    .update(result.trace + shop.log.join('\n'))
    .digest('hex');
  countRecords(result, story);
  const broken = judge(story);
  if (broken.length === 0) return;
  result.violations.push({
    shop: result.shops,
    payments: `${numbers[0]} to ${numbers.at(-1)}`,
    broken,
    faults: plans.map((plan) => `${plan.number} (${plan.orderId}): ${plan.faults.join(', ') || 'none'}`),
    records: JSON.stringify([...shop.disk.memory.payments.values()], null, 1),
    log: shop.log,
  });
}

function countRecords(result: ReturnType<typeof emptyResult>, { shop, resolvedByPerson }: Story): void {
  const { totals } = result;
  for (const record of shop.disk.memory.payments.values()) {
    result.attempts++;
    addTo(result.outcomes, record.outcome ?? `none (${record.state})`);
    if (record.outcome === 'APPROVED') totals.approved += record.request.amountMinor;
    if (record.outcome === 'APPROVED' && record.answer?.late) result.upgradedLate++;
  }
  result.resolvedByPerson += resolvedByPerson.size;
  for (const { verdict, amountMinor, paymentId = '' } of shop.terminal.charges) {
    if (verdict !== 'accepted') continue;
    totals.charged += amountMinor;
    if (shop.disk.memory.payments.get(paymentId)?.outcome !== 'APPROVED') totals.doubtful += amountMinor;
  }
  for (const { mid, amount } of shop.gateway.twin.orders())
    if (mid === shop.settings.contracts.proxy?.merchantId) totals.gateway += Math.round(Number(amount) * 100);
}
