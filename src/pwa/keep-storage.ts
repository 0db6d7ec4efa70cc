import type { StorageState } from '../ui/surroundings.ts';

/** Asks the browser not to clear our data by itself, and for how much there is. Where it cannot say, nothing is claimed. */
export async function keepStorage(
  manager: Partial<Pick<StorageManager, 'persist' | 'persisted' | 'estimate'>> | undefined,
): Promise<StorageState> {
  const kept =
    (await manager?.persisted?.().catch(() => false)) || (await manager?.persist?.().catch(() => false));
  const estimate = await manager?.estimate?.().catch(() => undefined);
  const { usage, quota } = estimate ?? {};
  return {
    kept: kept === undefined ? 'not-known' : kept ? 'kept' : 'may-be-cleared',
    ...(usage !== undefined &&
      quota !== undefined && { usedBytes: usage, freeBytes: Math.max(0, quota - usage) }),
  };
}
