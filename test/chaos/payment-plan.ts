import { type TwinScript, twinScript } from '../../src/simulator/terminal/twin-script.ts';
import { type CallFaults, cleanCall, someCallFault } from './call-faults.ts';
import {
  type GatewayFault,
  type KillPoint,
  type StorageFault,
  someGatewayFault,
  someKill,
  someTerminalFault,
} from './faults.ts';
import { cleanLine, type LineFaults, someLineFault } from './line-faults.ts';
import { duplicate, isDuplicate, type OperationRequest, someOperation } from './operations.ts';
import type { Chance } from './seeded-chance.ts';
import type { TerminalKind } from './terminal-kind.ts';

export type SecondTill = 'same-order' | 'other-amount' | 'other-order' | 'duplicate';

/** The faults of one payment and their times. */
export interface PaymentPlan {
  readonly number: number;
  readonly orderId: string;
  readonly amountMinor: number;
  readonly operation: OperationRequest;
  readonly pauseMs: number;
  /** True if the payment begins when the terminal sends by itself, if it does so within the pause. */
  readonly beginsWhenTerminalSends: boolean;
  /** The payment begins this long before a late answer of the same amount, so that both meet on the line. */
  readonly beforeLateAnswerMs?: number;
  readonly script: TwinScript;
  readonly line: LineFaults;
  readonly call: CallFaults;
  readonly kill?: KillPoint;
  readonly downMs: number;
  readonly storage?: StorageFault;
  readonly slowDiskMs: number;
  readonly gatewayFault?: { readonly kind: GatewayFault; readonly calls: number };
  readonly clockJump?: { readonly afterMs: number; readonly ms: number };
  readonly rebootMs?: number;
  readonly secondTill?: { readonly asks: SecondTill; readonly afterMs: number };
  readonly sendNowMs?: number;
  readonly probeMs?: number;
  /** How often the till repeats an unsettled order. */
  readonly retries: number;
  /** True if the request goes through the tab that does not own the terminal. */
  readonly throughOtherTab: boolean;
  readonly faults: readonly string[];
}

const usualScript = (chance: Chance): TwinScript => {
  const script = twinScript('accept', { customerMs: chance.between(20, 9000) });
  if (!script) throw new Error('the simulator has no script accept');
  return script;
};

/** Few prices, so that payments often have equal amounts: an answer must not go to the wrong payment. */
const amount = (chance: Chance, number: number) =>
  chance.happens(0.6) ? chance.pick([450, 1023]) : 2000 + (number % 90_000_000);

/** `level`: the probability of each family of faults, 0.01 to 0.20. */
export function planPayment(number: number, level: number, chance: Chance, kind: TerminalKind): PaymentPlan {
  const faults: string[] = [];
  const named = <T>(fault: readonly [string, T] | undefined): T | undefined => {
    if (fault) faults.push(fault[0]);
    return fault?.[1];
  };
  const perhaps = <T>(make: () => readonly [string, T]): T | undefined =>
    named(chance.happens(level) ? make() : undefined);
  const isOnNetwork = kind === 'v3-calls';
  const line = (!isOnNetwork && perhaps(() => someLineFault(chance))) || cleanLine;
  // A V3 terminal has additional faults, so its faults are drawn twice.
  const perhapsMore = <T>(make: () => readonly [string, T]): T | undefined =>
    perhaps(make) ?? (kind === 'concert' ? undefined : perhaps(make));
  const call = (isOnNetwork && perhapsMore(() => someCallFault(chance))) || cleanCall;
  const wanted = perhapsMore(() => someTerminalFault(chance, kind)) ?? usualScript(chance);
  // Repeated NAKs need a first NAK.
  const script = line.nakEchoes ? { ...wanted, naks: 1 } : wanted;
  const kill = perhaps(() => someKill(chance));
  const storage = perhaps(() => ['storage fails', someStorageFault(chance)] as const);
  const gatewayFault = perhaps(() => {
    const kind = someGatewayFault(chance);
    return [`gateway ${kind}`, { kind, calls: chance.between(1, 6) }] as const;
  });
  const clockJump = perhaps(() => ['clock jump', someJump(chance)] as const);
  const rebootMs = perhaps(() => ['terminal reboot', chance.between(1, 12_000)] as const);
  const secondTill = perhaps(() => someSecondTill(chance));
  const sendNowMs = perhaps(() => ['send now', chance.between(0, 12_000)] as const);
  const probeMs = perhaps(() => ['probe', chance.between(0, 12_000)] as const);
  const slowDiskMs = perhaps(() => ['slow disk', chance.pick([30, 300, 4000])] as const) ?? 4;
  return {
    number,
    orderId: `order-${number}`,
    amountMinor: amount(chance, number),
    operation: someOperation(kind, chance),
    pauseMs: chance.pick([0, 20, 1500, 5000, 25_000, 90_000]),
    beginsWhenTerminalSends: chance.happens(0.4),
    downMs: chance.pick([0, 500, 5000, 30_000, 200_000]),
    retries: chance.between(0, 3),
    throughOtherTab: chance.happens(0.5),
    script,
    line,
    call,
    slowDiskMs,
    faults,
    ...(kill && { kill }),
    ...(storage && { storage }),
    ...(gatewayFault && { gatewayFault }),
    ...(clockJump && { clockJump }),
    ...(rebootMs !== undefined && { rebootMs }),
    ...(secondTill && { secondTill }),
    ...(sendNowMs !== undefined && { sendNowMs }),
    ...(probeMs !== undefined && { probeMs }),
  };
}

/** After a customer who was too slow: the next payment, of the same amount, meets the late answer on the line. */
export function meetLateAnswer(
  before: PaymentPlan | undefined,
  plan: PaymentPlan,
  chance: Chance,
): PaymentPlan {
  if (!before || before.script.customerMs < 150_000 || chance.happens(0.2)) return plan;
  return {
    ...plan,
    amountMinor: before.amountMinor,
    operation: chance.happens(0.8) ? before.operation : plan.operation,
    beforeLateAnswerMs: chance.pick([2, 25, 40, 300, 1500, 2500, 4000, 20_000]),
    line: { ...plan.line, collision: chance.pick(['acknowledge', 'acknowledge', 'enquiry'] as const) },
    faults: [...plan.faults, 'late answer meets the next payment'],
  };
}

/** A duplicate asks about the previous order, whose outcome may be unknown. */
export const askAboutBefore = (before: PaymentPlan | undefined, plan: PaymentPlan): PaymentPlan =>
  before && isDuplicate(plan.operation)
    ? { ...plan, orderId: before.orderId, operation: duplicate, retries: 0 }
    : plan;

const someStorageFault = (chance: Chance): StorageFault => ({
  write: chance.between(0, 8),
  ms: chance.pick([0, 0, 50, 2000, 30_000, 300_000]),
  reads: chance.happens(0.3),
});

const someJump = (chance: Chance) => ({
  afterMs: chance.between(0, 12_000),
  ms: chance.pick([-1, 1]) * chance.pick([1500, 60_000, 1_200_000]),
});

const someSecondTill = (chance: Chance) => {
  const asks = chance.pick(['same-order', 'same-order', 'other-amount', 'other-order', 'duplicate'] as const);
  return [`second till: ${asks}`, { asks, afterMs: chance.pick([0, 0, 5, 900, 6000]) }] as const;
};
