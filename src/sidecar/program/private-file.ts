import { chmod, open, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { renameFile } from '../system/held-files.ts';
import { makePrivateFolder } from '../system/private-folder.ts';

/**
 * Writes a file that only its owner can read (or with the given mode), completely or not at all: after a power cut, the
 * file has either its old or its new content. Makes the folder if it is missing. Rejects if the file cannot be written.
 */
export async function writePrivateFile(
  path: string,
  content: string | Uint8Array,
  mode = 0o600,
): Promise<void> {
  await makePrivateFolder(dirname(path));
  const newPath = `${path}.${process.pid}.new`;
  try {
    const file = await open(newPath, 'w', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    // `open` does not change the mode of a file that a killed program left behind.
    await chmod(newPath, mode);
    await renameFile(newPath, path);
  } catch (error) {
    await rm(newPath, { force: true });
    throw error;
  }
}

/** Removes unfinished copies of these files, which a killed program has left. Call it before the files are written. */
export async function removeUnfinished(folder: string, names: readonly string[]): Promise<void> {
  const isLeft = (file: string) =>
    names.some((name) => file.replace(/\.\d+\.new$/, '') === name && file !== name);
  const found = await readdir(folder).catch(() => []);
  for (const file of found.filter(isLeft)) await rm(join(folder, file), { force: true }).catch(() => {});
}
