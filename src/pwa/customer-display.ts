import { type BroadcastTabsDeps, broadcastTabs, ownerLock } from '../adapters/browser/broadcast-tabs.ts';
import { browserIds } from '../adapters/browser/browser-host.ts';
import type { ConnectorApi } from '../core/connector-api/connector-api.ts';
import { connectorClient } from '../core/connector-api/connector-client.ts';
import type { Snapshot } from '../core/connector-api/snapshot.ts';
import '../ui/customer-display/ecr-customer-display.ts';
import { followAppearance } from '../ui/appearance.ts';
import type { EcrCustomerDisplay } from '../ui/customer-display/ecr-customer-display.ts';
import { firstLanguage, useLanguage, useTexts } from '../ui/language.ts';
import { screenAwake } from './page/page-effects.ts';

// The customer's window. It is a guest of the tab that drives the terminal, as every other tab, but it has no connector of its
// own: it has no worker, opens no terminal, asks for no lock of the terminal, and reaches no sidecar.

/** What the window learns of the tab that drives the terminal. */
export interface FollowedTab {
  snapshot(now: Snapshot): void;
  /** Whether a tab drives the terminal. */
  following(isFollowing: boolean): void;
}

const lookMs = 2000;

/**
 * Follows the snapshots of the tab that owns the terminal, and of each later owner. It only subscribes: of the connector it
 * keeps nothing that takes a payment. A tab that crashes says no farewell, so the lock of the terminal is looked at.
 */
export function followOwner(
  tabsDeps: BroadcastTabsDeps,
  tab: FollowedTab,
  every: (ms: number, look: () => void) => void,
): void {
  broadcastTabs(tabsDeps).onOwner((open) => {
    const owner: Pick<ConnectorApi, 'subscribe'> = connectorClient(open(), 'customer display', false);
    owner.subscribe((now) => tab.snapshot(now));
  });
  const look = async () => {
    const { held = [] } = await tabsDeps.locks.query();
    tab.following(held.some(({ name }) => name === ownerLock));
  };
  const lookAgain = () => void look().catch(() => undefined);
  lookAgain();
  every(lookMs, lookAgain);
}

/** Shows the customer's window in place of the program. */
export async function startCustomerDisplay(): Promise<void> {
  followAppearance();
  const readLanguage = () => useLanguage(firstLanguage(navigator.languages), navigator.languages);
  await Promise.all([readLanguage(), useTexts(['customer-display'])]);
  // The person chooses the language in the main window.
  window.addEventListener('storage', () => void readLanguage());
  const display: EcrCustomerDisplay = document.createElement('ecr-customer-display');
  const main = document.createElement('main');
  main.append(display);
  document.querySelector('ecr-app')?.replaceWith(main);
  const hasOpener = window.opener !== null;
  const keepAwake = screenAwake(document, navigator.wakeLock);
  const line = new BroadcastChannel('hipay-ecr-tabs');
  followOwner(
    { line, locks: navigator.locks, newId: browserIds.unique },
    {
      snapshot(now) {
        display.snapshot = now;
        keepAwake(now.payment !== undefined && now.payment.phase !== 'finished');
      },
      following(isFollowing) {
        display.isFollowing = isFollowing;
        // Without its program it has nothing to show, and a new start of the program must not find this window.
        if (!isFollowing && hasOpener && (window.opener?.closed ?? true)) window.close();
      },
    },
    (ms, look) => setInterval(look, ms),
  );
  display.addEventListener(
    'fullscreen',
    () => void document.documentElement.requestFullscreen().catch(() => undefined),
  );
  document.addEventListener('fullscreenchange', () => {
    display.isFullscreen = document.fullscreenElement !== null;
  });
  // A new version of the program speaks to a new version of this window.
  navigator.serviceWorker?.addEventListener('controllerchange', () => location.reload());
}
