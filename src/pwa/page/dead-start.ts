import type { Channel } from '../../core/ports/channel.ts';
import type { AppUpdate } from './app-update.ts';
import type { ConnectorEnd } from './worker-connection.ts';

const storageKey = 'hipay-ecr-dead-page-reloaded-at';
const minIntervalMs = 60_000;

interface DeadStartDeps {
  readonly channel: Pick<Channel, 'onClose'>;
  readonly loadingUpdate: Promise<AppUpdate | undefined>;
  readonly reload: () => void;
  /** Lives as long as the tab, also over reloads. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** Epoch ms. */
  now(): number;
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
    const { channel, loadingUpdate } = this.deps;
    channel.onClose(() => {
      // The tab of the newer version may have a payment; this tab has nothing to mend.
      if (why() === 'newer-tab') return;
      this.#isDead = true;
      void loadingUpdate.then((update) => update?.activateWhenQuiet(() => true));
    });
  }

  /** Reloads a dead page. Undefined: the page is not dead. */
  tryReload(): boolean | undefined {
    if (!this.#isDead) return undefined;
    const { storage, now, reload } = this.deps;
    const last = storage.getItem(storageKey);
    if (last !== null && Math.abs(now() - Number(last)) < minIntervalMs) return false;
    storage.setItem(storageKey, String(now()));
    reload();
    return true;
  }
}
