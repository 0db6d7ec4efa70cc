import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { access, constants, readdir, readFile, statfs } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { readLimitedJson } from '../../../core/limited-answer.ts';
import { findOwnSidecar, readLiveRunningFile } from '../../access/owner-key.ts';
import { readConfigFile } from '../../config/config-file.ts';
import { builtPlaces, digestsOf, recordedDigests } from '../../program/build-digests.ts';
import { ownerOfPath } from '../../system/file-owner.ts';
import { installedBrowsers } from '../../system/find-browser.ts';
import { findOpenSecrets } from '../../system/open-secrets.ts';
import { thisSystem } from '../../system/systems.ts';
import type { DoctorDeps, Reach, UnusableFile } from './finding.ts';

const timeoutMs = 5000;

/** The doctor's view of the computer on which it runs. */
export const thisComputer = (folder: string, config: string | undefined): DoctorDeps => ({
  system: thisSystem,
  nodeVersion: process.version,
  folder,
  now: Date.now,
  program: async () => ({
    recorded: await recordedDigests(builtPlaces),
    found: await digestsOf(builtPlaces).catch(() => undefined),
  }),
  configuration: async () => {
    const running = await readLiveRunningFile(folder);
    // The running service gets its secrets from systemd, and this command does not.
    const secrets = running?.credentials === undefined ? {} : { CREDENTIALS_DIRECTORY: running.credentials };
    return readConfigFile(config ?? running?.config, folder, { ...process.env, ...secrets });
  },
  runningPort: async () => (await readLiveRunningFile(folder))?.port,
  ownSidecar: () => findOwnSidecar(folder, fetch),
  bindable,
  isConnector,
  reach,
  head,
  firstLine: (program, args) =>
    new Promise((resolve) => {
      execFile(program, [...args], { timeout: timeoutMs, windowsHide: true }, (error, stdout) =>
        resolve(error ? undefined : stdout.split('\n')[0]),
      );
    }),
  exists: existsSync,
  browsers: () => installedBrowsers({ system: thisSystem, env: process.env, exists: existsSync }),
  readText: (path) => readFile(path, 'utf8').catch(() => undefined),
  list: (path) => readdir(path).catch(() => []),
  writable: (path) => mayWrite(path),
  openSecrets: (files) => findOpenSecrets(folder, files),
  homeFiles: () => findUnusableFiles(folder),
  freeBytes: async (path) => {
    const { bavail, bsize } = await statfs(nearestExisting(path)).catch(() => ({
      bavail: undefined,
      bsize: 0,
    }));
    return bavail === undefined ? undefined : bavail * bsize;
  },
});

/** Finds the unusable files of the home folder. Does not look into its folders, because one is the browser's profile. */
export async function findUnusableFiles(
  folder: string,
): Promise<{ owner: string; files: readonly UnusableFile[] }> {
  const home = ownerOfPath(folder);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files: UnusableFile[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(folder, entry.name);
    const owner = ownerOfPath(path);
    const code = await access(path, constants.R_OK).then(
      () => undefined,
      (error: NodeJS.ErrnoException) => error.code ?? 'unknown error',
    );
    const user = owner && home && owner.id !== home.id ? owner.name : undefined;
    // A file that was removed meanwhile is no fault.
    if (user !== undefined) files.push({ path, user });
    else if (code !== undefined && code !== 'ENOENT') files.push({ path, code });
  }
  return { owner: home?.name ?? '', files };
}

/** The path itself, or the nearest folder above it that exists. */
const nearestExisting = (path: string): string =>
  existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));

const mayWrite = (path: string): Promise<'yes' | string> =>
  access(nearestExisting(path), constants.W_OK).then(
    () => 'yes' as const,
    (error: NodeJS.ErrnoException) => error.code ?? 'unknown error',
  );

const bindable = (port: number): Promise<'free' | string> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown error'));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve('free')));
  });

/** True if a sidecar listens on the port: only a sidecar answers `GET /connector` with a `paired` field. */
async function isConnector(port: number): Promise<boolean> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const reply = await fetch(`http://127.0.0.1:${port}/connector`, { signal });
    return Object.hasOwn(Object(await readLimitedJson(reply, { bytes: 64 * 1024, signal })), 'paired');
  } catch {
    return false;
  }
}

const reachByCode: Record<string, Reach> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
};

const reach = (host: string, port: number): Promise<Reach> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: timeoutMs });
    const finish = (answer: Reach) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => finish('open'));
    socket.once('timeout', () => finish('silent'));
    socket.once('error', ({ code }: NodeJS.ErrnoException) => finish(reachByCode[code ?? ''] ?? 'silent'));
  });

async function head(url: string): Promise<{ date: string | null } | { failure: string }> {
  try {
    const reply = await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { date: reply.headers.get('date') };
  } catch (error) {
    const { cause, message } = error as Error & { cause?: NodeJS.ErrnoException };
    return { failure: cause?.code ?? message };
  }
}
