import { lstat, mkdir, stat, unlink } from 'node:fs/promises';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { dirname } from 'node:path';

/**
 * Lets a server answer at a Unix socket that only this user can reach: a port of the loopback is open to every user of
 * the computer. Whoever comes in by it is asked no less: Host and password as at the port.
 */
export async function bindPrivateSocket(
  server: Server,
  path: string,
  platform: NodeJS.Platform = process.platform,
): Promise<void> {
  try {
    if (platform === 'win32') throw new Error('does not work on Windows; leave it out');
    await ownFolder(dirname(path));
    await clearLeftover(path);
    await listenAlone(server, path);
  } catch (error) {
    // Without the system's code, which would be taken for the port's.
    throw new Error(`connector.socket: ${(error as Error).message}`);
  }
}

/** Systems differ in whether they look at the mode of the socket; of its folder they all do. */
async function ownFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { mode, uid } = await stat(folder);
  if ((mode & 0o077) === 0 && uid === process.getuid?.()) return;
  throw new Error(
    `${folder} must belong to the user who starts the connector, and to nobody else (chmod 700)`,
  );
}

/** A killed program leaves its socket behind. What answers, or is something else, stays. */
async function clearLeftover(path: string): Promise<void> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!found) return;
  if (!found.isSocket()) throw new Error(`${path} is there and is no socket`);
  if (await answers(path)) throw new Error(`${path} is taken by another program`);
  await unlink(path);
}

/** Only a refusal says that nobody is there: one that is too busy to answer lives. */
const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const line = connect(path)
      .once('connect', () => {
        line.destroy();
        resolve(true);
      })
      .once('error', ({ code }: NodeJS.ErrnoException) => resolve(code !== 'ECONNREFUSED'));
  });

const listenAlone = (server: Server, path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    // The socket is made within this call, so there is no moment in which it is open to others.
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
