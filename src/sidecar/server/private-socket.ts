import { lstat, mkdir, stat } from 'node:fs/promises';
import type { Server } from 'node:http';
import { dirname } from 'node:path';
import { isSocketInUse } from '../system/folder-lock.ts';
import { removeFile } from '../system/held-files.ts';
import { type System, thisSystem } from '../system/systems.ts';

/**
 * Lets a server listen on a Unix socket that only this user can open: a loopback port is open to every user of the
 * computer. The checks of Host and password are the same as at the port.
 */
export async function bindPrivateSocket(
  server: Server,
  path: string,
  system: System = thisSystem,
): Promise<void> {
  try {
    if (system === 'windows') throw new Error('does not work on Windows; leave it out');
    await makePrivateFolder(dirname(path));
    await removeStaleSocket(path);
    await listenPrivately(server, path);
  } catch (error) {
    // The caller treats an error with a system code as an error of the port, so this error has none.
    throw new Error(`connector.socket: ${(error as Error).message}`);
  }
}

/** Makes the folder for this user alone. Some systems ignore the mode of a socket, but all respect the mode of its folder. */
async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { mode, uid } = await stat(folder);
  if ((mode & 0o077) === 0 && uid === process.getuid?.()) return;
  throw new Error(`${folder} must be open only to the user who starts the connector (chmod 700)`);
}

/** Removes the socket that a killed program left behind. Throws if a program still uses it, or the file is not a socket. */
async function removeStaleSocket(path: string): Promise<void> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!found) return;
  if (!found.isSocket()) throw new Error(`${path} is there and is no socket`);
  if (await isSocketInUse(path)) throw new Error(`${path} is taken by another program`);
  await removeFile(path);
}

const listenPrivately = (server: Server, path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    // `listen` makes the socket before it returns, with this umask, so the socket is never open to other users.
    const before = process.umask(0o177);
    try {
      server.listen({ path, exclusive: true }, () => {
        server.off('error', reject);
        resolve();
      });
    } finally {
      process.umask(before);
    }
  });
