import * as z from 'zod/mini';

const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** SHA-256 of the built files, in hex. The same sources give the same digests on any computer. */
export const buildDigests = z.object({
  /** Over the digests and paths of all files of the page. */
  page: sha256,
  /** Over the digests and paths of the sidecar's files. */
  sidecar: sha256,
});
export type BuildDigests = z.infer<typeof buildDigests>;

/** The file with the digests in the page's folder; the digests do not include it. */
export const buildDigestsFile = 'build.json';
