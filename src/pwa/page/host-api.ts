import { type BuildDigests, buildDigests, buildDigestsFile } from '../../core/build-digests.ts';
import { readLimitedJson } from '../../core/limited-answer.ts';
import type { OperatingSystem, StorageState } from '../../ui/host-api.ts';

/** Finds the operating system: the driver that a terminal needs depends on it. */
export function operatingSystem(userAgent: string): OperatingSystem {
  // Android's user agent also contains "Linux".
  if (/android/i.test(userAgent)) return 'android';
  if (/windows/i.test(userAgent)) return 'windows';
  if (/mac os/i.test(userAgent)) return 'macos';
  if (/linux/i.test(userAgent)) return 'linux';
  return 'other';
}

const buildLimit = { bytes: 1024 * 1024, ms: 30_000 };

/** Reads the digests of the built files from the sidecar. Undefined without a sidecar, or if it runs from sources. */
export async function readBuild(fetchUrl: typeof fetch): Promise<BuildDigests | undefined> {
  const signal = AbortSignal.timeout(buildLimit.ms);
  try {
    const reply = await fetchUrl(`/${buildDigestsFile}`, { cache: 'no-store', signal });
    return buildDigests.safeParse(await readLimitedJson(reply, { bytes: buildLimit.bytes, signal })).data;
  } catch {
    return undefined;
  }
}

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
