import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildDigests, buildDigests, buildDigestsFile } from '../../core/build-digests.ts';

export interface BuiltPlaces {
  /** `dist/pwa`. */
  readonly page: string;
  /** `dist/sidecar`. */
  readonly sidecar: string;
}

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Digests of the files as they are now: the SHA-256 of the output of `sha256sum` for them, sorted by path. */
export async function digestsOf({ page, sidecar }: BuiltPlaces): Promise<BuildDigests> {
  return { page: await digestOf(page), sidecar: await digestOf(sidecar) };
}

async function digestOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length).replaceAll('\\', '/'))
    .map((path) => path.replace(/^\/+/, ''))
    .filter((path) => path !== buildDigestsFile)
    .sort();
  const sums = await Promise.all(
    paths.map(async (path) => `${sha256(await readFile(join(folder, path)))}  ${path}\n`),
  );
  return sha256(sums.join(''));
}

/** The digests that the build has written. Undefined: there was no build, or they cannot be read. */
export async function recordedDigests({ page }: BuiltPlaces): Promise<BuildDigests | undefined> {
  try {
    return buildDigests.parse(JSON.parse(await readFile(join(page, buildDigestsFile), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Writes the digests, as the last step of a build. */
export async function recordDigests(places: BuiltPlaces): Promise<void> {
  const text = `${JSON.stringify(await digestsOf(places), null, 2)}\n`;
  await writeFile(join(places.page, buildDigestsFile), text);
}

/** The built program's folders: dist/sidecar, and beside it dist/pwa. */
export const builtPlaces: BuiltPlaces = {
  page: fileURLToPath(new URL('../pwa', import.meta.url)),
  sidecar: fileURLToPath(new URL('.', import.meta.url)),
};
