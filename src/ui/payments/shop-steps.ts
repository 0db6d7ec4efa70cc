import type { PaymentRow } from '../../core/connector-api/snapshot.ts';
import type { TimelineStep } from '../../core/connector-api/timeline.ts';

/** The steps that a cashier reads. All others are technical detail. */
const shopKinds: ReadonlySet<TimelineStep['kind']> = new Set([
  'sending',
  'accepted',
  'answered',
  'unknown',
  'closed',
  'resolved',
  'late-answer',
  'alarm',
  'alarm-seen',
  'told',
  'parked',
]);

/** A step of the payment, a refund of the sale, or that the sale waits to be sent. */
export type ShopStep =
  | { readonly kind: 'step'; readonly at: number; readonly step: TimelineStep }
  | { readonly kind: 'refund'; readonly at: number; readonly refund: PaymentRow }
  | { readonly kind: 'waiting'; readonly at: number };

/**
 * What happened, in the order of time. A payment may have two contracts: what they have in common is said once. That a sale
 * waits is said as long as nothing of it is sent or stuck.
 */
export function shopSteps(steps: readonly TimelineStep[], refunds: readonly PaymentRow[]): ShopStep[] {
  const queued = steps.find(({ kind }) => kind === 'queued');
  const isOver = steps.some(({ kind }) => kind === 'told' || kind === 'covered' || kind === 'parked');
  const seen = new Set<string>();
  const own = steps
    .filter(({ kind }) => shopKinds.has(kind))
    .filter(({ kind }) => !['told', 'parked'].includes(kind) || (!seen.has(kind) && seen.add(kind)))
    .map((step): ShopStep => ({ kind: 'step', at: step.at, step }));
  const given = refunds
    .filter(({ charge }) => charge === 'charged')
    .map((refund): ShopStep => ({ kind: 'refund', at: refund.createdAt, refund }));
  const waiting: ShopStep[] = queued && !isOver ? [{ kind: 'waiting', at: queued.at }] : [];
  return [...own, ...waiting, ...given].sort((a, b) => a.at - b.at);
}
