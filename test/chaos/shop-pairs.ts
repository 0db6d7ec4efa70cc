import { createHash } from 'node:crypto';
import { isDelivered, type OutboxEntry } from '../../src/core/hipay/outbox-entry.ts';
import type { OrderKey } from '../../src/simulator/gateway/gateway-ledger.ts';
import { someContracts } from './chaos-shop.ts';
import { someLookUpFault } from './faults.ts';
import { SharedGateway } from './gateway.ts';
import { isDuplicate } from './operations.ts';
import { judgeShop } from './oracles.ts';
import { judgePair } from './pair-oracle.ts';
import type { PaymentPlan } from './payment-plan.ts';
import { type Chance, seededChance } from './seeded-chance.ts';
import { Story } from './story.ts';
import { someKind } from './terminal-kind.ts';
import { WorldClock } from './world-clock.ts';

const paymentsOfShop = 10;
const keys: readonly [OrderKey, OrderKey] = ['number', 'number-and-mid'];

export interface PairsResult {
  payments: number;
  pairs: number;
  lookUps: number;
  /** Payments whose number a payment of the other shop has. */
  equalNumbers: number;
  /** Of these, with the same amount and contract. */
  equalInAll: number;
  readonly entries: Record<string, number>;
  trace: string;
  readonly violations: {
    readonly payments: string;
    readonly broken: readonly string[];
    readonly log: string[];
  }[];
}

export interface PairsChoice {
  /** Share of the payments that use an order number of the other shop. */
  readonly equalNumberShare?: number;
  /** Share of the payments whose gateway calls have faults of lost answers and look-ups, in addition to the usual faults. */
  readonly lookUpFaultShare?: number;
  /** Runs only the pair of this payment. */
  readonly only?: number | undefined;
}

/** Runs pairs of shops that share one HiPay account. Every second pair has the other key of orders. */
export async function runPairs(
  seed: number,
  payments: number,
  { equalNumberShare = 0.01, lookUpFaultShare = 0.1, only }: PairsChoice = {},
): Promise<PairsResult> {
  const result: PairsResult = {
    payments: 0,
    pairs: 0,
    lookUps: 0,
    equalNumbers: 0,
    equalInAll: 0,
    entries: {},
    trace: '',
    violations: [],
  };
  for (let first = 1; first <= payments; first += 2 * paymentsOfShop) {
    if (only !== undefined && (only < first || only >= first + 2 * paymentsOfShop)) continue;
    const orderKey = keys[((first - 1) / (2 * paymentsOfShop)) % 2] ?? 'number';
    const pair = new Pair(
      seededChance(`${seed}/pair ${first}`),
      orderKey,
      equalNumberShare,
      lookUpFaultShare,
    );
    const faults = await pair.runDay(first);
    const broken = [...faults, ...(await pair.judge())];
    pair.count(result);
    if (broken.length === 0) continue;
    const log = pair.stories.flatMap(({ shop }, index) => [`=== shop ${index + 1}`, ...shop.log]);
    result.violations.push({ payments: `${first} (key ${orderKey})`, broken, log });
  }
  return result;
}

class Pair {
  readonly clock = new WorldClock();
  readonly hipay: SharedGateway;
  readonly stories: readonly [Story, Story];
  /** Numbers that both shops use, with "equal in all" for the same amount and contract. */
  readonly shared = new Map<string, boolean>();

  constructor(
    private readonly chance: Chance,
    orderKey: OrderKey,
    private readonly equalNumberShare: number,
    private readonly lookUpFaultShare: number,
  ) {
    this.hipay = new SharedGateway(this.clock, orderKey);
    const sameContracts = chance.happens(0.5);
    const contracts = someContracts(chance.stream('contracts'));
    const shop = (name: string, other: () => Story) =>
      new Story(
        chance.stream(name),
        someKind(chance.stream(`${name} kind`)),
        {
          clock: this.clock,
          hipay: this.hipay,
          contracts: sameContracts ? contracts : someContracts(chance.stream(`${name} contracts`)),
          name,
        },
        (plan, draw) => this.#adaptToOtherShop(plan, other(), sameContracts, draw),
      );
    const first: Story = shop('a-', () => second);
    const second: Story = shop('b-', () => first);
    this.stories = [first, second];
  }

  #adaptToOtherShop(plan: PaymentPlan, other: Story, sameContracts: boolean, chance: Chance): PaymentPlan {
    const gatewayFault = { kind: someLookUpFault(chance), calls: chance.between(1, 6) };
    const planWithFault = chance.happens(this.lookUpFaultShare)
      ? { ...plan, gatewayFault, faults: [...plan.faults, `gateway ${gatewayFault.kind}`] }
      : plan;
    const usesOtherNumber = chance.happens(this.equalNumberShare);
    // These plans keep their order: a duplicate asks about the previous order, and a late answer needs its own amount.
    const isTied = isDuplicate(plan.operation) || plan.beforeLateAnswerMs !== undefined;
    const candidates = other.plans.filter(({ orderId, operation }) => {
      const isFree = orderId.startsWith('order-') && !this.shared.has(orderId);
      return isFree && operation.transactionType === 'Debit' && operation.paymentMeans === 'card';
    });
    const otherPlan = candidates.at(-1 - chance.between(0, Math.max(0, candidates.length - 1)));
    if (!usesOtherNumber || isTied || !otherPlan) return planWithFault;
    this.shared.set(otherPlan.orderId, sameContracts);
    const { orderId, operation } = otherPlan;
    const amountMinor = sameContracts ? otherPlan.amountMinor : otherPlan.amountMinor + 7;
    return {
      ...planWithFault,
      orderId,
      operation,
      amountMinor,
      faults: [...planWithFault.faults, 'number of the other shop'],
    };
  }

  /** Runs the day of both shops at the same time. Returns the errors. */
  async runDay(first: number): Promise<string[]> {
    const numbers = (from: number) => Array.from({ length: paymentsOfShop }, (_, place) => from + place);
    const [a, b] = this.stories;
    try {
      await this.clock.until(
        Promise.all([a.runDay(numbers(first)), b.runDay(numbers(first + paymentsOfShop))]).then(() =>
          this.#renumberSomeSales(),
        ),
      );
      return [];
    } catch (error) {
      return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    }
  }

  /** Some sales have an order number that HiPay knows from the other shop. A person gives some of them a new number. */
  async #renumberSomeSales(): Promise<void> {
    for (const { shop } of this.stories) {
      const { notifications } = await shop.connector.snapshot();
      for (const { entryId, mayRenumber } of notifications)
        if (mayRenumber && this.chance.happens(0.5)) await shop.connector.sendUnderNewNumber({ entryId });
    }
    await this.clock.sleep(60_000);
  }

  async judge(): Promise<string[]> {
    const own = await Promise.all(this.stories.map(judgeShop));
    return [...own.flat(), ...judgePair(this.stories, this.hipay, this.shared)];
  }

  count(result: PairsResult): void {
    result.pairs += 1;
    result.lookUps += this.hipay.lookUps;
    result.equalNumbers += this.shared.size;
    result.equalInAll += [...this.shared.values()].filter(Boolean).length;
    for (const { shop, plans } of this.stories) {
      result.payments += plans.length;
      result.trace = createHash('sha1')
        .update(result.trace + shop.log.join('\n'))
        .digest('hex');
      for (const entry of shop.disk.memory.notifications.values()) {
        const name = endOf(entry);
        result.entries[name] = (result.entries[name] ?? 0) + 1;
      }
    }
  }
}

function endOf(entry: OutboxEntry): string {
  if (entry.state === 'parked') return `parked: ${entry.parkedAs ?? entry.lastFailure}`;
  if (entry.state !== 'delivered') return entry.state;
  if (!isDelivered(entry)) return 'covered by its sibling';
  const sentAs = entry.fields.find(([name]) => name === 'orderid')?.[1];
  return sentAs === entry.orderId ? 'delivered' : 'delivered under a new number';
}
