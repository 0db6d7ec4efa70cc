import * as z from 'zod/mini';

const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** What was built, as SHA-256 in hex: the same sources give the same, on any computer. */
export const buildDigests = z.object({
  /** Over the digests and paths of all files of the page. */
  page: sha256,
  /** The same of the sidecar's files. */
  sidecar: sha256,
});
export type BuildDigests = z.infer<typeof buildDigests>;

/** Where the page's folder has them. The file is not a part of what is digested. */
export const buildDigestsFile = 'build.json';
