import { type BuildDigests, buildDigests, buildDigestsFile } from '../../core/build-digests.ts';
import type { OperatingSystem, StorageState } from '../../ui/host-api.ts';

/** The operating system: its drivers stand between the browser and a terminal. */
export function operatingSystem(userAgent: string): OperatingSystem {
  // Android's user agent also contains "Linux".
  if (/android/i.test(userAgent)) return 'android';
  if (/windows/i.test(userAgent)) return 'windows';
  if (/mac os/i.test(userAgent)) return 'macos';
  if (/linux/i.test(userAgent)) return 'linux';
  return 'other';
}

/** Reads the digests of the built files from the sidecar. Undefined without a sidecar, or if it runs from sources. */
export async function readBuild(fetching: typeof fetch): Promise<BuildDigests | undefined> {
  try {
    const reply = await fetching(`/${buildDigestsFile}`, { cache: 'no-store' });
    return buildDigests.safeParse(await reply.json()).data;
  } catch {
    return undefined;
  }
}

/** Asks the browser to keep our data, and how much space is used and free. Omits what the browser cannot tell. */
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
