import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { readLimitedJson } from '../../core/limited-answer.ts';
import { parseJsonAs } from '../../core/parse-json.ts';
import type { Log } from '../program/log.ts';
import { writePrivateFile } from '../program/private-file.ts';
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
});
/** Content of `running.json` in the home folder. The owner's other commands find the running sidecar with it. */
export type RunningFile = z.infer<typeof runningFile>;

const pathIn = (folder: string): string => join(folder, 'running.json');

/** Writes the file. An error is only logged: without the file, commands such as `status` fail, but no payment does. */
export async function writeRunningFile(
  folder: string,
  running: Omit<RunningFile, 'version'>,
  log: Log,
): Promise<void> {
  try {
    await writePrivateFile(pathIn(folder), JSON.stringify({ version: 1, ...running }));
  } catch (error) {
    log.warn({ path: pathIn(folder), error: String(error) }, 'status and doctor will not find this sidecar');
  }
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
  return running && systemProcesses().isRunning(running.pid) ? running : undefined;
}

/** Removes the file, unless another sidecar has overwritten it. */
export async function removeRunningFile(folder: string, key: string): Promise<void> {
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
  /** Undefined: no answer. */
  call(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<{ status: number; body: unknown } | undefined>;
}

/** Finds the running sidecar of a home folder. Undefined: there is no `running.json`. */
export async function findOwnSidecar(
  folder: string,
  fetchUrl: typeof fetch,
): Promise<OwnSidecar | undefined> {
  const running = await readRunningFile(folder);
  if (!running) return undefined;
  const { port, pid, key, config } = running;
  return {
    port,
    pid,
    config,
    async call(method, path, body) {
      const signal = AbortSignal.timeout(body ? 300_000 : 10_000);
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
