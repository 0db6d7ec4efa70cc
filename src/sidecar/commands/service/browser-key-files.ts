import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeBrowserKey, readBrowserKey } from '../../access/browser-key.ts';
import { writePrivateFile } from '../../program/private-file.ts';

/** A file with the key, which only its owner may read. */
export interface KeyFile {
  readonly path: string;
  readonly owner: string;
}

/**
 * Writes the key for each of these users (mode 0600). A key that is there stays, so that the connector and the browser go on. If a
 * file belongs to another user, makes a new key, because that user knows the old one. The folder belongs to the administrator, so
 * no user can put a link there.
 */
export async function writeKeyFiles(
  files: readonly KeyFile[],
  idOf: (user: string) => Promise<number> = userIdOf,
): Promise<void> {
  const ids = await Promise.all(files.map(({ owner }) => idOf(owner)));
  const texts = await Promise.all(files.map(({ path }) => readFile(path, 'utf8').catch(() => '')));
  const owners = await Promise.all(files.map(({ path }) => stat(path).catch(() => undefined)));
  const isKnownToOther = owners.some((owner, at) => owner !== undefined && owner.uid !== ids[at]);
  const usable = isKnownToOther ? undefined : texts.find((text) => readBrowserKey(text) !== undefined);
  const key = usable ?? makeBrowserKey();
  for (const [at, { path }] of files.entries()) {
    await mkdir(dirname(path), { recursive: true, mode: 0o755 });
    if (texts[at] !== key) await writePrivateFile(path, key);
    await chmod(path, 0o600);
    await chown(path, ids[at] ?? 0, 0);
  }
}

export const removeKeyFiles = async (files: readonly KeyFile[]): Promise<void> => {
  for (const { path } of files) await rm(path, { force: true });
};

const userIdOf = (user: string): Promise<number> =>
  new Promise((resolve, reject) => {
    execFile('id', ['-u', '--', user], (error, text) =>
      error ? reject(new Error(`There is no user ${user}.`)) : resolve(Number(text)),
    );
  });
