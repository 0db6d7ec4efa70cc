import { createHash } from 'node:crypto';
import { realpath, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { makePrivateFolder } from './private-folder.ts';
import { type System, thisSystem } from './systems.ts';

/**
 * Takes a folder for this process, so that no second program of any user uses the same records. A second sidecar
 * with its own page would not know what the first sidecar charges. The operating system frees the lock when the process ends,
 * however it ends. Programs in two containers that share a folder do not see each other's locks.
 *
 * @returns false: another process has the folder
 */
export async function lockFolder(folder: string, system: System = thisSystem): Promise<boolean> {
  await makePrivateFolder(folder, system);
  return (await take(await addressOf(folder, ofConnector, system), system)) !== undefined;
}

/** True if a program has the folder, also if it belongs to another user and this one may not read the folder. */
export const isFolderTaken = (folder: string, system: System = thisSystem): Promise<boolean> =>
  isTaken(folder, ofConnector, system);

/** Takes the watch of a new version for this process, until it ends. False: the watcher of another start has it. */
export const lockWatch = async (root: string, system: System = thisSystem): Promise<boolean> =>
  (await take(await addressOf(root, ofWatcher, system), system)) !== undefined;

/** True if a new version was started from this installation and is watched. */
export const isWatched = (root: string, system: System = thisSystem): Promise<boolean> =>
  isTaken(root, ofWatcher, system);

/**
 * Marks a folder as used by this process; up to eight processes can do so. The operating system removes the mark when the process
 * ends. Returns a function that removes it earlier; undefined: eight other processes use the folder.
 */
export async function shareFolder(
  folder: string,
  system: System = thisSystem,
): Promise<(() => void) | undefined> {
  for (const kind of sharers) {
    const server = await take(await addressOf(folder, kind, system), system);
    if (server) return () => void server.close();
  }
  return undefined;
}

/** True if a process uses the files of a folder. */
export async function isFolderShared(folder: string, system: System = thisSystem): Promise<boolean> {
  const taken = await Promise.all(sharers.map((kind) => isTaken(folder, kind, system)));
  return taken.includes(true);
}

async function isTaken(folder: string, kind: string, system: System): Promise<boolean> {
  const address = await addressOf(folder, kind, system).catch(() => undefined);
  if (address === undefined) return false;
  const code = await connectTo(address);
  // EAGAIN: a program listens, but hangs, so that too many connections wait for it.
  if (code === undefined || code === noAnswer || code === 'EAGAIN') return true;
  // Windows refuses another user's connection to a pipe that is there.
  return system === 'windows' && (code === 'EPERM' || code === 'EACCES');
}

/**
 * Takes an installation folder for one command that changes it. The operating system frees it when the process ends.
 *
 * @returns a function that frees it; undefined: another command has it
 */
export async function lockInstallation(
  root: string,
  system: System = thisSystem,
): Promise<(() => void) | undefined> {
  const server = await take(await addressOf(root, ofInstallation, system), system);
  return server && (() => void server.close());
}

async function take(address: string, system: System): Promise<Server | undefined> {
  const isFile = system === 'macos';
  const server = await listen(address, isFile);
  // A socket that is a file can be left by a process that has ended.
  if (server || !isFile || (await isSocketInUse(address))) return server;
  await unlink(address).catch(() => {});
  return listen(address, isFile);
}

const ofConnector = 'hipay-ecr';
const ofInstallation = 'hipay-ecr-update';
const ofWatcher = 'hipay-ecr-watch';
const sharers = Array.from({ length: 8 }, (_, at) => `hipay-ecr-run-${at}`);
/** Longest path of a socket on macOS, bytes. */
const longestSocketPath = 103;

/** The address of a lock. It depends on the folder alone, so that all users who may open the folder take the same lock. */
async function addressOf(folder: string, kind: string, system: System): Promise<string> {
  const path = await realpath(folder);
  const name = `${kind}-${createHash('sha256').update(path).digest('hex').slice(0, 32)}`;
  // Every user of Windows sees a pipe.
  if (system === 'windows') return `\\\\.\\pipe\\${name}`;
  // An abstract socket of Linux has no file.
  if (system === 'linux') return `\0${name}`;
  // In the folder, because the folder for temporary files differs between users.
  const inFolder = join(path, `${kind}.sock`);
  return Buffer.byteLength(inFolder) <= longestSocketPath ? inFolder : `/tmp/${name}.sock`;
}

/** Undefined: the address is taken. */
function listen(address: string, isFile: boolean): Promise<Server | undefined> {
  const server: Server = createServer((socket) => socket.destroy());
  // The lock alone does not keep the process alive.
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    // Another user must see whether a program listens on the file.
    server.listen({ path: address, writableAll: isFile }, () => resolve(server));
  });
}

/**
 * True if a program listens on the socket. Only a refused connection shows that no program listens: a busy program may
 * cause another error.
 */
export const isSocketInUse = async (address: string): Promise<boolean> =>
  (await connectTo(address)) !== 'ECONNREFUSED';

const noAnswer = 'ETIMEDOUT';
/** Time limit for a connection, ms: a program that hangs takes none. */
const connectWithinMs = 2000;

/** The code of the error; undefined: a program has taken the connection. */
const connectTo = (address: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = connect(address)
      .once('connect', () => {
        socket.destroy();
        resolve(undefined);
      })
      .once('error', ({ code = '' }: NodeJS.ErrnoException) => resolve(code))
      .setTimeout(connectWithinMs, () => {
        socket.destroy();
        resolve(noAnswer);
      });
  });
