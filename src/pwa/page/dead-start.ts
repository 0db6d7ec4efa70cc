import type { Channel } from '../../core/ports/channel.ts';
import type { AppUpdate } from './app-update.ts';
import type { ConnectorEnd } from './worker-connection.ts';

const storageKey = 'hipay-ecr-dead-page-reloaded-at';
const minIntervalMs = 60_000;

interface DeadStartDeps {
  readonly channel: Pick<Channel, 'onClose'>;
  /** Undefined if the browser has no service workers. */
  readonly update: Pick<AppUpdate, 'activateWhenQuiet'> | undefined;
  readonly reload: () => void;
  /** Lives as long as the tab, also over reloads. It throws if the browser blocks it. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** Epoch ms. */
  now(): number;
  /** Time since the page was loaded, ms. */
  age(): number;
}

/**
 * A page whose worker did not start. No payment runs in it, and no word of the sidecar reaches it. So it looks for another version by
 * itself, activates it at once, and reloads: otherwise the broken version would come back at each reload. It reloads at most once a
 * minute.
 */
export class DeadStart {
  #isDead = false;

  constructor(private readonly deps: DeadStartDeps) {}

  /** @param why why the connector has ended; undefined if it has not started, and has not said why */
  watch(why: () => ConnectorEnd['why'] | undefined): void {
    const { channel, update } = this.deps;
    channel.onClose(() => {
      // The tab of the newer version may have a payment; this tab has nothing to mend.
      if (why() === 'newer-tab') return;
      this.#isDead = true;
      update?.activateWhenQuiet(() => true);
    });
  }

  /** Reloads a dead page. Undefined: the page is not dead. */
  tryReload(): boolean | undefined {
    if (!this.#isDead) return undefined;
    if (!this.#isFirstInAMinute()) return false;
    this.deps.reload();
    return true;
  }

  #isFirstInAMinute(): boolean {
    const { storage, now, age } = this.deps;
    try {
      const last = storage.getItem(storageKey);
      if (last !== null && Math.abs(now() - Number(last)) < minIntervalMs) return false;
      storage.setItem(storageKey, String(now()));
      return true;
    } catch {
      // Nothing tells of the last reload: this page may have come from it.
      return age() >= minIntervalMs;
    }
  }
}
