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

/** The browser's question before the page closes. */
export interface LeaveGuard {
  /** True if a person has typed something that is not saved. */
  readonly hasUnsaved: boolean;
  setUnsaved(hasUnsaved: boolean): void;
  /** For a page that reloads itself: the browser does not ask any more. */
  stop(): void;
}

/**
 * Makes the browser ask before the page closes while a payment runs, a notification is undelivered, or something typed is not
 * saved. The browser asks in its own words, and only after a person has used the page. The listener exists only while it is
 * needed, because it excludes the page from the back-forward cache.
 */
export function askBeforeLeaving(connector: Pick<ConnectorApi, 'subscribe'>, page: LeavablePage): LeaveGuard {
  let isWorking = false;
  let hasUnsaved = false;
  let isStopped = false;
  const onBeforeUnload = (event: BeforeUnloadEvent) => {
    event.preventDefault();
    // Chromium before 119 needs this value.
    event.returnValue = true;
  };
  const update = () => {
    if (!isStopped && (isWorking || hasUnsaved)) page.addEventListener('beforeunload', onBeforeUnload);
    else page.removeEventListener('beforeunload', onBeforeUnload);
  };
  const unsubscribe = connector.subscribe((now) => {
    isWorking = hasOpenWork(now);
    update();
  });
  return {
    get hasUnsaved() {
      return hasUnsaved;
    },
    setUnsaved(now) {
      hasUnsaved = now;
      update();
    },
    stop() {
      isStopped = true;
      unsubscribe();
      update();
    },
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
export function createWakeLockSwitch(
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
  return (next) => {
    isWanted = next;
    void update();
  };
}

/** The page's state, which the screens watch. */
export class ObservedPageState {
  #state: PageState;
  readonly #watchers = new Set<(state: PageState) => void>();

  constructor(online: boolean) {
    this.#state = { online, updateReady: false, pairing: 'none', connectorGone: false };
  }

  change(change: Partial<PageState>): void {
    this.#state = { ...this.#state, ...change };
    for (const watcher of this.#watchers) watcher(this.#state);
  }

  watch(watcher: (state: PageState) => void): () => void {
    this.#watchers.add(watcher);
    watcher(this.#state);
    return () => this.#watchers.delete(watcher);
  }
}
