import * as z from 'zod/mini';
import { parseJsonAs } from '../parse-json.ts';
import { compareVersions, programVersion } from './program-version.ts';
import type { UpdateFailure } from './update-pointer.ts';

/** Largest package, bytes. A package with Node for Windows has some 40 MB. */
export const largestPackage = 200_000_000;

/** `index.json` of a folder of releases. Its signature is in `index.json.minisig`. */
export const releaseIndex = z.object({
  format: z.literal(1),
  version: programVersion,
  /** Name of the package in the same folder. */
  file: z.string().check(z.regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,99}\.tgz$/)),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** Bytes. */
  size: z.int().check(z.minimum(1), z.maximum(largestPackage)),
  /** Percentage of the installations that take this version by themselves: those with a ring below it (`ringOf`). */
  ring: z._default(z.int().check(z.minimum(0), z.maximum(100)), 100),
  /** The lowest version that may update to this one directly. */
  from: z.optional(programVersion),
});
export type ReleaseIndex = z.infer<typeof releaseIndex>;

/** Undefined if the text is no index of releases. */
export const readReleaseIndex = (text: string): ReleaseIndex | undefined => parseJsonAs(releaseIndex, text);

/**
 * The ring of an installation, 0 to 99. The installation takes a release by itself if this number is below the release's
 * `ring`. It depends on the installation's id alone, so the same shops are always early.
 *
 * @param digest a hash of the installation's id, in hexadecimal digits
 */
export const ringOf = (digest: string): number => Number.parseInt(digest.slice(0, 12), 16) % 100;

export interface UpdateRequest {
  readonly running: string;
  readonly release: { readonly version: string; readonly from?: string | undefined };
  /** Versions that this computer went back from. */
  readonly failed: readonly Pick<UpdateFailure, 'version' | 'by'>[];
  /** True if no person asks for this update. */
  readonly automatic: boolean;
}

/** Says why a release must not replace the running version. Undefined if it may. */
export function releaseFault({ running, release, failed, automatic }: UpdateRequest): string | undefined {
  const { version, from } = release;
  const order = compareVersions(version, running);
  if (order === 0) return `version ${version} runs already`;
  if (order < 0)
    return `version ${version} is lower than the running ${running}; the way back is: hipay-ecr rollback`;
  if (from !== undefined && compareVersions(running, from) < 0)
    return `version ${version} can be installed from version ${from} on; this is ${running}. Update to ${from} first`;
  const failure = automatic && failed.find((each) => each.version === version);
  if (failure) {
    const how = failure.by
      ? `a person went back from version ${version}`
      : `version ${version} went back by itself`;
    return `${how} on this computer; to try it again: hipay-ecr update --from ...`;
  }
  return undefined;
}
