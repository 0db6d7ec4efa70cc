import * as z from 'zod/mini';

const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** SHA-256 of the built files, in hex. The same sources give the same digests on any computer. */
export const buildDigests = z.object({
  /** Digest of the list of all page files with their paths and digests. */
  page: sha256,
  /** Digest of the list of the sidecar's files with their paths and digests. */
  sidecar: sha256,
});
export type BuildDigests = z.infer<typeof buildDigests>;

/** Name of the file with these digests, in the page's folder. The digests do not cover this file itself. */
export const buildDigestsFile = 'build.json';
