import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import { isPaid } from '../../core/payment/outcome.ts';
import type { HostApi, ResultSound } from '../host-api.ts';
import { isRunning, unresolved } from '../model/payment-events.ts';
import { needsCheck } from '../model/payment-result.ts';

/** Number of unfinished items: undelivered notifications and unresolved payments. */
export const countUnfinished = (now: Snapshot): number =>
  now.outbox.pending + now.outbox.parked + unresolved(now).length;

/** The sound for a payment that has just ended; undefined if no payment has just ended. */
export function resultSound(before: Snapshot | undefined, { payment }: Snapshot): ResultSound | undefined {
  if (!before || !isRunning(before) || payment?.phase !== 'finished') return undefined;
  if (before.payment?.paymentId !== payment.paymentId) return undefined;
  const outcome = payment.outcome ?? 'UNKNOWN';
  if (isPaid(outcome)) return 'approved';
  return needsCheck(outcome) ? 'unknown' : 'not-approved';
}

/** Returns a function that applies each snapshot to the app icon's badge, the wake lock and the sound. */
export function pageEffects(
  hostApi: Pick<HostApi, 'badge' | 'keepAwake' | 'play'>,
  isSoundOn: () => boolean,
): (before: Snapshot | undefined, now: Snapshot) => void {
  let shownCount: number | undefined;
  let isAwake = false;
  return (before, now) => {
    const count = countUnfinished(now);
    if (count !== shownCount) hostApi.badge(count);
    shownCount = count;
    if (isRunning(now) !== isAwake) hostApi.keepAwake(isRunning(now));
    isAwake = isRunning(now);
    const sound = resultSound(before, now);
    if (sound && isSoundOn()) hostApi.play(sound);
  };
}
