import { type BuildDigests, buildDigests, buildDigestsFile } from '../../core/build-digests.ts';
import { readLimitedJson } from '../../core/limited-answer.ts';

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
