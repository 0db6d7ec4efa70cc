import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { readLimitedJson } from '../../core/limited-answer.ts';
import { parseJsonAs } from '../../core/parse-json.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { Log } from '../program/log.ts';
import { writePrivateFile } from '../program/private-file.ts';
import { isFolderTaken } from '../system/folder-lock.ts';
import { systemProcesses } from '../system/processes.ts';

/**
 * The key with which a user who may read the sidecar's home folder can call the running sidecar (decision 0021). Such a
 * user can already read every password in the configuration. Each start makes a new key.
 */
export interface OwnerKey {
  readonly key: string;
  /** True if this `Authorization` header contains the key. */
  isKey(header: string | undefined): boolean;
}

export function mintOwnerKey(): OwnerKey {
  const key = randomBytes(24).toString('base64url');
  const expected = Buffer.from(bearer(key));
  return {
    key,
    isKey(header) {
      const given = Buffer.from(header ?? '');
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}

/** The `Authorization` header with the key. */
export const bearer = (key: string): string => `Bearer ${key}`;

const runningFile = z.object({
  version: z.literal(1),
  port: z.int().check(z.minimum(1), z.maximum(65_535)),
  pid: z.int(),
  key: z.string(),
  /** Path of the configuration file. Absent: there is none. */
  config: z.optional(z.string()),
  /** True if the port is an option of the start, and not of the configuration. */
  portOption: z.optional(z.boolean()),
  /** systemd's folder with the secrets of this service, which only its user can read. */
  credentials: z.optional(z.string()),
  /** True if this sidecar has taken the folder: a folder that no program has shows that the file was left behind. */
  locked: z.optional(z.boolean()),
});
/** Content of `running.json` in the home folder. The owner's other commands find the running sidecar with it. */
export type RunningFile = z.infer<typeof runningFile>;

const pathIn = (folder: string): string => join(folder, 'running.json');

const lookEveryMs = 5000;

/**
 * Writes the file, and writes it again while it is missing or not that of this sidecar. An error is only logged: without the
 * file, commands such as `status` fail, but no payment does.
 *
 * @returns what ends this and removes the file
 */
export async function keepRunningFile(
  folder: string,
  running: Omit<RunningFile, 'version'>,
  { log, clock }: { readonly log: Log; readonly clock: Pick<Clock, 'after'> },
): Promise<() => Promise<void>> {
  let hasFailed = false;
  let isClosed = false;
  let cancel = () => {};
  const write = async () => {
    if ((await readRunningFile(folder))?.key === running.key) return;
    try {
      await writePrivateFile(pathIn(folder), JSON.stringify({ version: 1, ...running }));
      hasFailed = false;
    } catch (error) {
      if (!hasFailed)
        log.warn(
          { path: pathIn(folder), error: String(error) },
          'status and doctor do not find this sidecar until the file can be written',
        );
      hasFailed = true;
    }
  };
  let writing = Promise.resolve();
  const repeat = async () => {
    writing = write();
    await writing;
    if (!isClosed) cancel = clock.after(lookEveryMs, () => void repeat());
  };
  await repeat();
  return async () => {
    isClosed = true;
    cancel();
    await writing;
    await removeRunningFile(folder, running.key);
  };
}

export async function readRunningFile(folder: string): Promise<RunningFile | undefined> {
  try {
    return parseJsonAs(runningFile, await readFile(pathIn(folder), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Reads the file. Undefined if its sidecar was killed and has left the file behind. */
export async function readLiveRunningFile(folder: string): Promise<RunningFile | undefined> {
  const running = await readRunningFile(folder);
  if (!running || !systemProcesses().isRunning(running.pid)) return undefined;
  return (await isLeftBehind(running, folder)) ? undefined : running;
}

/** Another program may have the port and the process id of a killed sidecar by now. */
const isLeftBehind = async ({ locked }: RunningFile, folder: string): Promise<boolean> =>
  locked === true && !(await isFolderTaken(folder));

/** Removes the file, unless another sidecar has overwritten it. */
async function removeRunningFile(folder: string, key: string): Promise<void> {
  if ((await readRunningFile(folder))?.key === key) await rm(pathIn(folder), { force: true });
}

/** Longest answer to a command, in bytes. Another program may have taken the port. */
const largestAnswer = 1024 * 1024;

/** The running sidecar of a home folder, as its owner's commands call it. */
export interface OwnSidecar {
  readonly port: number;
  readonly pid: number;
  /** Path of its configuration file. Undefined: it has none. */
  readonly config?: string | undefined;
  /** Undefined: the call failed, or there was no answer within the time, by default 5 minutes with a body and 10 s without. */
  call(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    withinMs?: number,
  ): Promise<{ status: number; body: unknown } | undefined>;
}

/** Finds the running sidecar of a home folder. Undefined: there is no `running.json`, or a killed sidecar has left it. */
export async function findOwnSidecar(
  folder: string,
  fetchUrl: typeof fetch,
): Promise<OwnSidecar | undefined> {
  const running = await readRunningFile(folder);
  if (!running || (await isLeftBehind(running, folder))) return undefined;
  const { port, pid, key, config } = running;
  return {
    port,
    pid,
    config,
    async call(method, path, body, withinMs = body ? 300_000 : 10_000) {
      const signal = AbortSignal.timeout(withinMs);
      try {
        const reply = await fetchUrl(`http://127.0.0.1:${port}${path}`, {
          method,
          headers: { authorization: bearer(key) },
          ...(body && { body: JSON.stringify(body) }),
          signal,
        });
        return { status: reply.status, body: await readLimitedJson(reply, { bytes: largestAnswer, signal }) };
      } catch {
        return undefined;
      }
    },
  };
}
