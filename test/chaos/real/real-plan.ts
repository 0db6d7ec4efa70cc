import type { Chance } from '../seeded-chance.ts';
import type { GatewayState } from './lasting-gateway.ts';

export type KillKind = 'browser' | 'tab' | 'sidecar';

/** The events around one payment. All are drawn before the first payment, so that timing cannot change them. */
export interface RealPlan {
  readonly number: number;
  readonly orderId: string;
  /** Unique, and never 1.00 away from another amount, so that it identifies a ledger line. */
  readonly amountMinor: number;
  readonly script: string;
  readonly customerMs: number;
  /** How long a cable stays unplugged. */
  readonly replugMs: number;
  readonly kill?: {
    readonly kind: KillKind;
    /** Half of the kills wait for this step of the ten, because most of a payment's time is the customer's. 0: no wait. */
    readonly step: number;
    readonly afterMs: number;
    readonly restartAfterMs: number;
  };
  readonly gatewayState: GatewayState;
  /** True if the till does not wait for a terminal that still answers. */
  readonly impatient: boolean;
  /** A person reads the ticket if the outcome is unknown. */
  readonly personLooks: boolean;
}

const paymentsPerKill = 5;
const killKinds: readonly KillKind[] = ['browser', 'tab', 'sidecar'];

/** The state of HiPay and the network lasts for some payments. */
const gatewayStates: readonly [GatewayState, ...GatewayState[]] = [
  'accept',
  'accept',
  'accept',
  'down',
  'error-500',
  'error-500-then-fine',
  'lost-answer',
  'lost-answer',
  'too-many-429-then-fine',
  'html',
];

function drawScript(chance: Chance): string {
  if (chance.happens(0.62)) return 'accept';
  const step = chance.between(1, 10);
  return chance.pick([
    'refuse',
    'nak-once',
    'wrong-lrc-once',
    'long-answer',
    'other-amount',
    'not-ready',
    `silent-at-${step}`,
    `silent-at-${step}`,
    `unplug-at-${step}`,
    `unplug-at-${step}`,
  ]);
}

export function drawPlans(chance: Chance, payments: number): RealPlan[] {
  let gatewayState: GatewayState = 'accept';
  let killed = 0;
  return Array.from({ length: payments }, (_, place) => {
    const own = chance.stream(`payment ${place + 1}`);
    if (place % paymentsPerKill === 0)
      killed = place + chance.stream(`kills ${place}`).between(0, paymentsPerKill - 1);
    if (own.happens(0.2)) gatewayState = own.pick(gatewayStates);
    const step = own.happens(0.5) ? own.between(1, 10) : 0;
    const kill = {
      kind: killKinds[Math.floor(place / paymentsPerKill) % killKinds.length] ?? 'browser',
      step,
      // Half of the kills come exactly at the step, half after it.
      afterMs: step > 0 ? Math.max(0, own.between(-20, 20)) : own.between(0, 600),
      restartAfterMs: own.between(0, 800),
    };
    return {
      number: place + 1,
      orderId: `Chaos_${String(place + 1).padStart(4, '0')}`,
      amountMinor: 1000 + 3 * place,
      script: drawScript(own),
      customerMs: own.between(50, 400),
      replugMs: own.between(200, 1200),
      gatewayState,
      impatient: own.happens(0.25),
      personLooks: own.happens(0.5),
      ...(place === killed && { kill }),
    };
  });
}
