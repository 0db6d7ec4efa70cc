import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { StorageState } from '../../ui/host-api.ts';
import type { ObservedPageState } from './page-effects.ts';

/** Asks the browser to keep the data. Also returns the used and free space if the browser reports them. */
export async function keepStorage(
  manager: Partial<Pick<StorageManager, 'persist' | 'persisted' | 'estimate'>> | undefined,
): Promise<StorageState> {
  const isKept =
    (await manager?.persisted?.().catch(() => false)) || (await manager?.persist?.().catch(() => false));
  const estimate = await manager?.estimate?.().catch(() => undefined);
  const { usage, quota } = estimate ?? {};
  return {
    kept: isKept === undefined ? 'not-known' : isKept ? 'kept' : 'may-be-cleared',
    ...(usage !== undefined &&
      quota !== undefined && { usedBytes: usage, freeBytes: Math.max(0, quota - usage) }),
  };
}

/**
 * Asks the browser to keep the data: at the start, and again at the first payment, because a browser grants this more
 * easily to a page in use.
 */
export function askToKeepStorage(
  connector: Pick<ConnectorApi, 'subscribe'>,
  page: Pick<ObservedPageState, 'change'>,
): void {
  const requestStorage = () =>
    void keepStorage(navigator.storage).then((storage) => page.change({ storage }));
  requestStorage();
  let hasAsked = false;
  connector.subscribe(({ payment }) => {
    if (hasAsked || !payment || payment.phase === 'finished') return;
    hasAsked = true;
    requestStorage();
  });
}
