import type { VisibleSettings } from '../../core/relay/connector-api.ts';
import { isOnThisComputer } from '../../core/relay/on-this-computer.ts';
import type { Snapshot } from '../../core/relay/snapshot.ts';
import { firstStepsOf } from '../pay/first-steps.ts';

/** The guide of the first day lies over the pay area. */
export const guideHash = '#/start';

export const isGuide = (hash: string): boolean => hash === guideHash;

/**
 * Whether a till that is opened without any address shall begin with the guide: nothing of it is set up, and no sidecar does
 * it. On this computer itself it is known only after a moment whether there is one.
 */
export function beginsWithGuide(settings: VisibleSettings, snapshot: Snapshot, hostname: string): boolean {
  const { sidecar, terminal, payments } = snapshot;
  if (settings.provisioned || sidecar === 'connected' || payments.length > 0) return false;
  if (sidecar === 'none' && isOnThisComputer(hostname)) return false;
  return firstStepsOf(settings, terminal).every(({ done }) => !done);
}
