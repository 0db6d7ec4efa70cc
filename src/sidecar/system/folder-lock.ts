import { createHash } from 'node:crypto';
import { realpath, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePrivateFolder } from './private-folder.ts';
import { type System, thisSystem } from './systems.ts';

/**
 * Takes a folder for this process, so that no second program uses the same records. A second sidecar with its own page would
 * not know what the first sidecar charges. The operating system frees the lock when the process ends, however it ends.
 *
 * @returns false: another process has the folder
 */
export async function lockFolder(folder: string, system: System = thisSystem): Promise<boolean> {
  await makePrivateFolder(folder, system);
  return (await take(await addressOf(folder, 'hipay-ecr', system), system)) !== undefined;
}

/**
 * Takes an installation folder for one command that changes it. The operating system frees it when the process ends.
 *
 * @returns what frees it; undefined: another command has it
 */
export async function lockInstallation(
  root: string,
  system: System = thisSystem,
): Promise<(() => void) | undefined> {
  const server = await take(await addressOf(root, ofInstallation, system), system);
  return server && (() => void server.close());
}

async function take(address: string, system: System): Promise<Server | undefined> {
  const server = await listen(address);
  // Only a socket that is a file outlives its process.
  if (server || hasNoFile(system) || (await isSocketInUse(address))) return server;
  await unlink(address).catch(() => {});
  return listen(address);
}

const ofInstallation = 'hipay-ecr-update';

const hasNoFile = (system: System): boolean => system !== 'macos';

/** A socket's path may have some 100 bytes only, so it is not in the folder itself. */
async function addressOf(folder: string, kind: string, system: System): Promise<string> {
  const digest = createHash('sha256').update(await realpath(folder));
  const name = `${kind}-${digest.digest('hex').slice(0, 32)}`;
  if (system === 'windows') return `\\\\.\\pipe\\${name}`;
  // An abstract socket of Linux has no file.
  // Every user who may change an installation takes the same lock.
  if (system === 'linux')
    return kind === ofInstallation ? `\0${name}` : `\0${name}-${process.getuid?.() ?? ''}`;
  return join(tmpdir(), `${name}.sock`);
}

/** Undefined: the address is taken. */
function listen(address: string): Promise<Server | undefined> {
  const server: Server = createServer((socket) => socket.destroy());
  // The lock alone does not keep the process alive.
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => resolve(server));
  });
}

/**
 * True if a program listens on the socket. Only a refused connection shows that no program listens: a busy program may
 * cause another error.
 */
export const isSocketInUse = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(address)
      .once('connect', () => {
        socket.destroy();
        resolve(true);
      })
      .once('error', ({ code }: NodeJS.ErrnoException) => resolve(code !== 'ECONNREFUSED'));
  });
