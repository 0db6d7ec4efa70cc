import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import { isPaid } from '../../core/payment/outcome.ts';
import type { HostApi, ResultSound } from '../host-api.ts';
import { unresolved } from '../model/payment-events.ts';
import { needsCheck } from '../model/payment-result.ts';

/** What somebody has to see to, or that the connector still has to do: HiPay to be told, payments in doubt. */
export const waitingCount = (now: Snapshot): number =>
  now.outbox.pending + now.outbox.parked + unresolved(now).length;

export const isRunning = ({ payment }: Snapshot): boolean =>
  payment !== undefined && payment.phase !== 'finished';

/** How the payment that has just ended sounds; undefined where none has. */
export function soundOf(before: Snapshot | undefined, { payment }: Snapshot): ResultSound | undefined {
  if (!before || !isRunning(before) || payment?.phase !== 'finished') return undefined;
  if (before.payment?.paymentId !== payment.paymentId) return undefined;
  const outcome = payment.outcome ?? 'UNKNOWN';
  if (isPaid(outcome)) return 'approved';
  return needsCheck(outcome) ? 'unknown' : 'not-approved';
}

/** What the page does beside its screens: the sign on its icon, a screen that stays on, a sound. */
export function pageEffects(
  hostApi: Pick<HostApi, 'badge' | 'keepAwake' | 'play'>,
  wanted: () => boolean,
): (before: Snapshot | undefined, now: Snapshot) => void {
  let shown: number | undefined;
  let awake = false;
  return (before, now) => {
    const count = waitingCount(now);
    if (count !== shown) hostApi.badge(count);
    shown = count;
    if (isRunning(now) !== awake) hostApi.keepAwake(isRunning(now));
    awake = isRunning(now);
    const sound = soundOf(before, now);
    if (sound && wanted()) hostApi.play(sound);
  };
}
