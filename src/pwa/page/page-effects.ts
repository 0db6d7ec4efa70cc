import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import type { PageState } from '../../ui/host-api.ts';

/** The part of `navigator` that sets a badge; not every browser has it. */
export interface BadgeMaker {
  setAppBadge?(count: number): Promise<void>;
  clearAppBadge?(): Promise<void>;
}

/** Shows the number of open items as a badge on the installed program's icon. Has no effect in a tab. */
export const setBadge = (maker: BadgeMaker, count: number): void => {
  const set = count > 0 ? maker.setAppBadge?.(count) : maker.clearAppBadge?.();
  set?.catch(() => undefined);
};

interface LeavablePage {
  addEventListener(type: 'beforeunload', listener: (event: BeforeUnloadEvent) => void): void;
  removeEventListener(type: 'beforeunload', listener: (event: BeforeUnloadEvent) => void): void;
}

/** True if this tab must not be closed now. Only the owner of the terminal has running payments and notifications. */
const hasOpenWork = ({ owner, payment, outbox }: Snapshot): boolean =>
  owner && ((payment !== undefined && payment.phase !== 'finished') || outbox.pending + outbox.parked > 0);

/**
 * Makes the browser ask before the page closes while a payment runs or a notification is undelivered. The browser asks
 * in its own words, and only after a person has used the page. The listener exists only while it is needed, because it
 * excludes the page from the back-forward cache. Returns a function for a page that reloads itself: it removes the
 * listener for good.
 */
export function askBeforeLeaving(connector: Pick<ConnectorApi, 'subscribe'>, page: LeavablePage): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    event.preventDefault();
    // Chromium before 119 needs this value.
    event.returnValue = true;
  };
  const unsubscribe = connector.subscribe((now) => {
    if (hasOpenWork(now)) page.addEventListener('beforeunload', ask);
    else page.removeEventListener('beforeunload', ask);
  });
  return () => {
    unsubscribe();
    page.removeEventListener('beforeunload', ask);
  };
}

/** The part of the page that a screen wake lock needs. */
export interface AwakePage {
  readonly visibilityState: DocumentVisibilityState;
  addEventListener(type: 'visibilitychange', listener: () => void): void;
}

interface HeldLock {
  release(): Promise<void>;
}

/**
 * Keeps the screen on while `isWanted`. The browser releases the lock when the page is hidden, so the page requests it
 * again when it is visible. Without wake locks, or on a low battery, the system decides.
 */
export function screenAwake(
  page: AwakePage,
  lock: { request(type: 'screen'): Promise<HeldLock> } | undefined,
): (isWanted: boolean) => void {
  let isWanted = false;
  let held: HeldLock | undefined;
  let isRequesting = false;

  async function update(): Promise<void> {
    if (isRequesting || !lock) return;
    isRequesting = true;
    try {
      // `isWanted` may change during the request: a payment may begin while the lock of the previous payment is released.
      for (;;) {
        if (isWanted && !held && page.visibilityState === 'visible') held = await lock.request('screen');
        else if (!isWanted && held) await release(held);
        else return;
      }
    } catch {
      // The browser refused: the next change requests the lock again.
      held = undefined;
    } finally {
      isRequesting = false;
    }
  }

  async function release(last: HeldLock): Promise<void> {
    held = undefined;
    // A lock that cannot be released is already lost.
    await last.release().catch(() => {});
  }

  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState === 'hidden') held = undefined;
    else void update();
  });
  return (now) => {
    isWanted = now;
    void update();
  };
}

/** The page's state, which the screens watch. */
export class ObservedPageState {
  #now: PageState;
  readonly #watchers = new Set<(now: PageState) => void>();

  constructor(online: boolean) {
    this.#now = { online, updateReady: false, pairing: 'none', connectorGone: false };
  }

  change(change: Partial<PageState>): void {
    this.#now = { ...this.#now, ...change };
    for (const watcher of this.#watchers) watcher(this.#now);
  }

  watch(watcher: (now: PageState) => void): () => void {
    this.#watchers.add(watcher);
    watcher(this.#now);
    return () => this.#watchers.delete(watcher);
  }
}
