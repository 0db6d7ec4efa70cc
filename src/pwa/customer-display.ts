import { type BroadcastTabsDeps, broadcastTabs, ownerLock } from '../adapters/browser/broadcast-tabs.ts';
import { browserIds } from '../adapters/browser/browser-host.ts';
import type { ConnectorApi } from '../core/connector-api/connector-api.ts';
import { connectorClient } from '../core/connector-api/connector-client.ts';
import type { Snapshot } from '../core/connector-api/snapshot.ts';
import '../ui/customer-display/ecr-customer-display.ts';
import { followAppearance } from '../ui/appearance.ts';
import type { EcrCustomerDisplay } from '../ui/customer-display/ecr-customer-display.ts';
import { firstLanguage, useLanguage, useTexts } from '../ui/language.ts';
import { createWakeLockSwitch } from './page/page-effects.ts';

// The customer's window. As every other tab, it is a guest of the tab that drives the terminal. It has no connector of its own:
// it starts no worker, opens no terminal, never requests the terminal's lock, and connects to no sidecar.

/** Events of the tab that drives the terminal. */
export interface FollowedTab {
  onSnapshot(now: Snapshot): void;
  /** Called with every check. True: a tab drives the terminal. */
  onFollowing(isFollowing: boolean): void;
}

const ownerCheckMs = 2000;

/**
 * Follows the snapshots of the tab that owns the terminal, and of each later owner. It can only subscribe: it keeps no
 * reference to a call that takes a payment. A tab that crashes sends no message, so this also checks the terminal's lock.
 */
export function followOwner(
  tabsDeps: BroadcastTabsDeps,
  tab: FollowedTab,
  every: (ms: number, callback: () => void) => void,
): void {
  broadcastTabs(tabsDeps).onOwner((open) => {
    const owner: Pick<ConnectorApi, 'subscribe'> = connectorClient(open(), 'customer display', false);
    owner.subscribe((now) => tab.onSnapshot(now));
  });
  const checkLock = async () => {
    const { held = [] } = await tabsDeps.locks.query();
    tab.onFollowing(held.some(({ name }) => name === ownerLock));
  };
  const check = () => void checkLock().catch(() => undefined);
  check();
  every(ownerCheckMs, check);
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
  const keepAwake = createWakeLockSwitch(document, navigator.wakeLock);
  const broadcast = new BroadcastChannel('hipay-ecr-tabs');
  followOwner(
    { broadcast, locks: navigator.locks, newId: browserIds.unique },
    {
      onSnapshot(now) {
        display.snapshot = now;
        keepAwake(now.payment !== undefined && now.payment.phase !== 'finished');
      },
      onFollowing(isFollowing) {
        display.isFollowing = isFollowing;
        // Without its program, the window has nothing to show. A new start of the program must not find it.
        if (!isFollowing && hasOpener && (window.opener?.closed ?? true)) window.close();
      },
    },
    (ms, callback) => setInterval(callback, ms),
  );
  display.addEventListener(
    'fullscreen',
    () => void document.documentElement.requestFullscreen().catch(() => undefined),
  );
  document.addEventListener('fullscreenchange', () => {
    display.isFullscreen = document.fullscreenElement !== null;
  });
  // After an update, the program and this window must have the same version.
  navigator.serviceWorker?.addEventListener('controllerchange', () => location.reload());
}
