import { type BuildDigests, buildDigests, buildDigestsFile } from '../core/build-digests.ts';

/** What was built, as the sidecar has it; undefined without one, or from its sources. */
export async function readBuild(fetching: typeof fetch): Promise<BuildDigests | undefined> {
  try {
    const reply = await fetching(`/${buildDigestsFile}`, { cache: 'no-store' });
    return buildDigests.safeParse(await reply.json()).data;
  } catch {
    return undefined;
  }
}
