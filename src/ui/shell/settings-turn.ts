import type { Snapshot } from '../../core/relay/snapshot.ts';

/**
 * Changes whenever the settings may have: a sidecar came and provisioned, another tab saved. The snapshot does not
 * carry the settings, so the screens read them again when this text differs.
 */
export const settingsTurn = (now: Snapshot): string =>
  [
    now.environment,
    now.sidecar,
    now.owner,
    now.simulated.terminal,
    now.simulated.gateway,
    now.terminal.state === 'not-chosen',
  ].join(' ');
