import { type BuildDigests, buildDigests, buildDigestsFile } from '../../core/build-digests.ts';
import type { OperatingSystem, StorageState } from '../../ui/host-api.ts';

/** Whose drivers stand between the browser and a terminal. */
export function operatingSystem(userAgent: string): OperatingSystem {
  // Android says that it is a Linux, too.
  if (/android/i.test(userAgent)) return 'android';
  if (/windows/i.test(userAgent)) return 'windows';
  if (/mac os/i.test(userAgent)) return 'macos';
  if (/linux/i.test(userAgent)) return 'linux';
  return 'other';
}

/** What was built, as the sidecar has it; undefined without one, or from its sources. */
export async function readBuild(fetching: typeof fetch): Promise<BuildDigests | undefined> {
  try {
    const reply = await fetching(`/${buildDigestsFile}`, { cache: 'no-store' });
    return buildDigests.safeParse(await reply.json()).data;
  } catch {
    return undefined;
  }
}

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
