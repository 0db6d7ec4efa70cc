import { createHash } from 'node:crypto';
import { addDay, type Ledgers, noLedgers, sumsAgree } from './ledgers.ts';
import { judge } from './oracles.ts';
import { paid } from './paid.ts';
import { seededChance } from './seeded-chance.ts';
import { Story } from './story.ts';
import { someKind, type TerminalKind, terminalKinds } from './terminal-kind.ts';

/** Payments in each shop: enough that a payment can disturb the next one, few enough for a readable log. */
const paymentsOfShop = 10;

export interface Violation {
  readonly payments: string;
  readonly kind: TerminalKind;
  readonly broken: readonly string[];
  readonly faults: readonly string[];
  readonly records: string;
  readonly log: readonly string[];
}

type Counts = Record<string, number>;

/** The results of the shops with one kind of terminal. */
export interface KindResult {
  payments: number;
  shops: number;
  attempts: number;
  kills: number;
  upgradedLate: number;
  resolvedByPerson: number;
  readonly operations: Counts;
  readonly outcomes: Counts;
  readonly answers: Counts;
  readonly faults: Counts;
  readonly ledgers: Ledgers;
}

export interface CampaignResult {
  readonly kinds: Record<TerminalKind, KindResult>;
  /** A digest of the log with its times: equal seeds give equal digests. */
  trace: string;
  /** The same of the refunds on the next day. */
  refundTrace: string;
  readonly violations: Violation[];
}

export interface CampaignChoice {
  /** Runs only the shop of the payment with this number. */
  readonly only?: number | undefined;
  /** Gives every shop this kind of terminal. */
  readonly kind?: TerminalKind | undefined;
}

const addTo = (counts: Counts, name: string) => {
  counts[name] = (counts[name] ?? 0) + 1;
};

const emptyResult = (): KindResult => ({
  payments: 0,
  shops: 0,
  attempts: 0,
  kills: 0,
  upgradedLate: 0,
  resolvedByPerson: 0,
  operations: {},
  outcomes: {},
  answers: {},
  faults: {},
  ledgers: noLedgers(),
});

export const reconciled = ({ kinds }: CampaignResult): boolean =>
  terminalKinds.every((kind) => Object.values(kinds[kind].ledgers).every(sumsAgree));

/** Runs the shops of a campaign one after the other. The same seed and choice give the same campaign. */
export async function runCampaign(
  seed: number,
  payments: number,
  { only, kind }: CampaignChoice = {},
): Promise<CampaignResult> {
  const kinds = { concert: emptyResult(), 'v3-line': emptyResult(), 'v3-calls': emptyResult() };
  const result: CampaignResult = { kinds, trace: '', refundTrace: '', violations: [] };
  for (let first = 1; first <= payments; first += paymentsOfShop) {
    const last = Math.min(first + paymentsOfShop - 1, payments);
    if (only !== undefined && (only < first || only > last)) continue;
    const numbers = Array.from({ length: last - first + 1 }, (_, place) => first + place);
    const chance = seededChance(`${seed}/shop ${first}`);
    const story = new Story(chance, kind ?? someKind(chance.stream('kind')));
    await runDay(story, numbers);
    await count(result, story, numbers);
  }
  return result;
}

async function runDay(story: Story, numbers: readonly number[]): Promise<void> {
  try {
    await story.shop.clock.until(story.runDay(numbers));
  } catch (error) {
    story.shop.violation(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

async function count(result: CampaignResult, story: Story, numbers: readonly number[]): Promise<void> {
  const { shop, plans } = story;
  const { linesOfDay } = story;
  result.trace = digestOf(result.trace, shop.log.slice(0, linesOfDay));
  result.refundTrace = digestOf(result.refundTrace, shop.log.slice(linesOfDay));
  countDay(result.kinds[shop.kind], story, numbers);
  const broken = await judge(story);
  if (broken.length === 0) return;
  result.violations.push({
    payments: `${numbers[0]} to ${numbers.at(-1)}`,
    kind: shop.kind,
    broken,
    faults: plans.map((plan) => `${plan.number} (${plan.orderId}): ${plan.faults.join(', ') || 'none'}`),
    records: JSON.stringify([...shop.disk.memory.payments.values()], null, 1),
    log: shop.log,
  });
}

const digestOf = (before: string, log: readonly string[]): string =>
  createHash('sha1')
    .update(before + log.join('\n'))
    .digest('hex');

function countDay(result: KindResult, story: Story, numbers: readonly number[]): void {
  const { shop, tills, plans, resolvedByPerson } = story;
  result.shops++;
  result.payments += numbers.length;
  result.kills += shop.kills;
  result.resolvedByPerson += resolvedByPerson.size;
  for (const { faults } of plans) for (const fault of faults) addTo(result.faults, fault);
  for (const { answer } of tills.replies)
    addTo(result.answers, answer === 'lost' ? 'no answer' : answer.outcome);
  for (const { outcome, state, request, answer } of shop.disk.memory.payments.values()) {
    result.attempts++;
    addTo(result.outcomes, outcome ?? `none (${state})`);
    const means = request.paymentMeans === 'cheque' ? ' by cheque' : '';
    addTo(result.operations, `${request.transactionType}${means} ${outcome}`);
    if (paid.has(outcome) && answer?.late) result.upgradedLate++;
  }
  addDay(result.ledgers, story);
}
