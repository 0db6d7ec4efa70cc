import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Log } from '../program/log.ts';
import { writePrivateFile } from '../program/private-file.ts';

/**
 * Opens a running sidecar to whoever may read its home folder (decision 0021): that person could read every password in
 * the configuration anyway. Made at each start, and worth nothing after it.
 */
export interface OwnerKey {
  readonly key: string;
  /** Is this `Authorization` header the key? */
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

/** The header that carries it. */
export const bearer = (key: string): string => `Bearer ${key}`;

const runningFile = z.object({
  version: z.literal(1),
  port: z.int().check(z.minimum(1), z.maximum(65_535)),
  pid: z.int(),
  key: z.string(),
});
/** What a sidecar leaves in its home folder while it runs, for the other commands of its owner. */
export type RunningFile = z.infer<typeof runningFile>;

const pathIn = (folder: string): string => join(folder, 'running.json');

/** Leaves the file. Without it only `status` and its like fail, so a payment does not. */
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
    return runningFile.safeParse(JSON.parse(await readFile(pathIn(folder), 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Takes the file away, unless another sidecar has left its own since. */
export async function removeRunningFile(folder: string, key: string): Promise<void> {
  if ((await readRunningFile(folder))?.key === key) await rm(pathIn(folder), { force: true });
}

/** A sidecar of this home folder, as its owner reaches it. */
export interface OwnSidecar {
  readonly port: number;
  readonly pid: number;
  /** Undefined: nobody answers there. */
  call(method: 'GET' | 'POST', path: string): Promise<{ status: number; body: unknown } | undefined>;
}

/** Undefined: none runs, or it was killed so early that it left nothing. */
export async function ownSidecar(folder: string, fetching: typeof fetch): Promise<OwnSidecar | undefined> {
  const running = await readRunningFile(folder);
  if (!running) return undefined;
  const { port, pid, key } = running;
  return {
    port,
    pid,
    async call(method, path) {
      try {
        const reply = await fetching(`http://127.0.0.1:${port}${path}`, {
          method,
          headers: { authorization: bearer(key) },
          signal: AbortSignal.timeout(10_000),
        });
        return { status: reply.status, body: await reply.json().catch(() => undefined) };
      } catch {
        return undefined;
      }
    },
  };
}
