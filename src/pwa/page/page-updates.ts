import { browserClock } from '../../adapters/browser/browser-host.ts';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Channel } from '../../core/ports/channel.ts';
import { askToLeave } from './ask-to-leave.ts';
import { DeadStart } from './dead-start.ts';
import { type BuildComparison, followSidecarBuild } from './follow-sidecar-build.ts';
import type { ObservedPageState } from './page-effects.ts';
import { registerServiceWorker } from './register-service-worker.ts';
import { type ConnectorEnd, sendHint, type WorkerEnd } from './worker-connection.ts';

export interface PageUpdatesDeps {
  readonly worker: WorkerEnd & Pick<EventTarget, 'removeEventListener'>;
  readonly channel: Pick<Channel, 'onClose'>;
  readonly connector: Pick<ConnectorApi, 'subscribe'>;
  readonly page: ObservedPageState;
  /** Why the connector has ended; undefined if it has not started, and has not said why. */
  readonly whyEnded: () => ConnectorEnd['why'] | undefined;
  /** True if no person uses the page. */
  readonly isUnused: () => boolean;
  readonly reload: () => void;
}

export interface PageUpdates {
  /** Activates the waiting version on a person's request. */
  apply(): void;
  /** Call it each time the sidecar has said its build. */
  followBuild(build: BuildComparison): void;
}

/**
 * Starts the service worker, and all that brings another version of the page. This code loads after the screens, so the
 * worker may have ended before, and the sidecar may have said its build. The page also works without this code.
 */
export function startPageUpdates({
  worker,
  channel,
  connector,
  page,
  whyEnded,
  isUnused,
  reload,
}: PageUpdatesDeps): PageUpdates {
  /** The worker first begins no payment any more: it lives until the next page is here. */
  const tryReload = async (): Promise<boolean> => {
    const isReloading = deadStart.tryReload();
    if (isReloading !== undefined) return isReloading;
    const mayLeave = await askToLeave(worker, browserClock.after);
    if (mayLeave) reload();
    return mayLeave;
  };
  const update = registerServiceWorker(connector, page, {
    tryReload,
    holdPayments: () => askToLeave(worker, browserClock.after, 'hold-payments'),
    payAgain: () => sendHint(worker, { kind: 'pay-again' }),
  });
  const deadStart = new DeadStart({
    channel,
    update,
    reload,
    // A browser that blocks the storage throws at this name.
    storage: {
      getItem: (key) => sessionStorage.getItem(key),
      setItem: (key, value) => sessionStorage.setItem(key, value),
    },
    now: Date.now,
    age: () => performance.now(),
  });
  deadStart.watch(whyEnded);
  return { apply: () => update?.apply(), followBuild: followSidecarBuild(update, isUnused) };
}
