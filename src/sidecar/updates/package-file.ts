import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { parseJsonAs } from '../../core/parse-json.ts';
import { programVersion } from '../../core/update/program-version.ts';
import type { StoringVersion } from '../../core/update/switch-fault.ts';
import { PackageFault } from '../../core/update/tar-reader.ts';

const packageFile = z.object({
  name: z.literal('hipay-ecr-connector'),
  version: programVersion,
  /** Number of the form in which this version stores. It rises if the version before cannot read the new form (decision 50). */
  storedForms: z._default(z.int(), 1),
});
export type PackageFile = z.infer<typeof packageFile>;

/** A version of an installation, also if its folder is damaged: then the form of what it stores is not known. */
export const readStoringVersion = (folder: string, version: string): Promise<StoringVersion> =>
  readPackageFile(folder).catch(() => ({ version, storedForms: undefined }));

export async function readPackageFile(folder: string): Promise<PackageFile> {
  const path = join(folder, 'package.json');
  const file = parseJsonAs(packageFile, await readFile(path, 'utf8').catch(() => undefined));
  if (!file) throw new PackageFault(`${path} is not that of this program`);
  return file;
}
