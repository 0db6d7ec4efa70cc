import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import type { PageState } from '../../ui/host-api.ts';

/** The part of `navigator` that a sign on the program's icon takes; not every browser has it. */
export interface BadgeMaker {
  setAppBadge?(count: number): Promise<void>;
  clearAppBadge?(): Promise<void>;
}

/** So many things wait. Shown on the icon of an installed program, and nowhere in a tab. */
export const setBadge = (maker: BadgeMaker, count: number): void => {
  const set = count > 0 ? maker.setAppBadge?.(count) : maker.clearAppBadge?.();
  set?.catch(() => undefined);
};

interface LeavablePage {
  addEventListener(type: 'beforeunload', listener: (event: BeforeUnloadEvent) => void): void;
  removeEventListener(type: 'beforeunload', listener: (event: BeforeUnloadEvent) => void): void;
}

/** A tab that does not own the terminal can go: what runs and what is unsent is the owner's. */
const somethingIsOpen = ({ owner, payment, outbox }: Snapshot): boolean =>
  owner && ((payment !== undefined && payment.phase !== 'finished') || outbox.pending + outbox.parked > 0);

/**
 * Lets the browser ask before this page is closed while a payment runs or HiPay has not been told of a sale. It asks in
 * its own words, and only whoever has touched the page. The listener is there only as long as it is needed: with one, a
 * browser keeps no page for the way back. The result ends it, for a page that leaves by its own will.
 */
export function askBeforeLeaving(connector: Pick<ConnectorApi, 'subscribe'>, page: LeavablePage): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    event.preventDefault();
    // Chromium before 119 knows this sign alone.
    event.returnValue = true;
  };
  const unsubscribe = connector.subscribe((now) => {
    if (somethingIsOpen(now)) page.addEventListener('beforeunload', ask);
    else page.removeEventListener('beforeunload', ask);
  });
  return () => {
    unsubscribe();
    page.removeEventListener('beforeunload', ask);
  };
}

/** The parts of the page that a screen wake lock takes. */
export interface AwakePage {
  readonly visibilityState: DocumentVisibilityState;
  addEventListener(type: 'visibilitychange', listener: () => void): void;
}

interface Held {
  release(): Promise<void>;
}

/**
 * Keeps the screen on as long as it is wanted. A browser takes the lock away whenever the page is hidden, so it is asked for
 * again when the page is back. Where there is none, or the battery is low, the screen does as the system says.
 */
export function screenAwake(
  page: AwakePage,
  lock: { request(type: 'screen'): Promise<Held> } | undefined,
): (wanted: boolean) => void {
  let wanted = false;
  let held: Held | undefined;
  let asking = false;

  async function settle(): Promise<void> {
    if (asking || !lock) return;
    asking = true;
    try {
      // What is wanted may change while the browser is asked: a payment begins while the last one's lock is let go.
      for (;;) {
        if (wanted && !held && page.visibilityState === 'visible') held = await lock.request('screen');
        else if (!wanted && held) await letGo(held);
        else return;
      }
    } catch {
      // Refused: asked for again at the next change.
      held = undefined;
    } finally {
      asking = false;
    }
  }

  async function letGo(last: Held): Promise<void> {
    held = undefined;
    // One that cannot be released is none any more.
    await last.release().catch(() => {});
  }

  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState === 'hidden') held = undefined;
    else void settle();
  });
  return (now) => {
    wanted = now;
    void settle();
  };
}

/** What the page knows, watched by the screens. */
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
