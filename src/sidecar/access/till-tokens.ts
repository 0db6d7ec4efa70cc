import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Log } from '../program/log.ts';
import { writePrivateFile } from '../program/private-file.ts';

const allowedTill = z.object({
  /** Of a web page, as browsers spell it. */
  origin: z.string().check(z.regex(/^https?:\/\/[^/\s]+$/)),
  /** Public: the page names itself by it, before it knows who is listening. */
  id: z.string(),
  /** SHA-256 of the token's secret, base64url. Proves that we know the token, and is no token itself. */
  key: z.string(),
  allowedAt: z.number(),
});
type AllowedTill = z.infer<typeof allowedTill>;

const fileForm = z.object({ version: z.literal(1), tills: z.array(allowedTill) });

/** The web pages that a person has allowed to use this connector, and their tokens. */
export interface TillTokens {
  /** A new token for an origin; the one before is worth nothing any more. */
  mint(origin: string): Promise<string>;
  /** Takes the permission back. */
  revoke(origin: string): Promise<void>;
  allows(origin: string): boolean;
  /** For `frame-ancestors`. */
  origins(): readonly string[];
  /** Shows a page that we are who minted its token; undefined: we did not, or not for this origin. */
  prove(id: string, origin: string, nonce: string): string | undefined;
  /** Is this the token of this origin? */
  isToken(token: string, origin: string): boolean;
}

/** A shop has one web till, a developer a few. */
const mostTills = 64;

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest());

/** `tills.json` in the sidecar's folder. One that cannot be read or written costs a new permission, never a start. */
export async function openTillTokens(folder: string, log: Log, now: () => number): Promise<TillTokens> {
  const path = join(folder, 'tills.json');
  let tills: readonly AllowedTill[] = await read(path, log);
  const keep = async (next: readonly AllowedTill[]) => {
    tills = next;
    await writePrivateFile(path, JSON.stringify({ version: 1, tills })).catch((error) =>
      log.warn({ path, error: String(error) }, 'web tills not kept: their permission ends with this start'),
    );
  };
  const others = (origin: string) => tills.filter((till) => till.origin !== origin);
  return {
    async mint(origin) {
      const id = randomBytes(9).toString('base64url');
      const secret = randomBytes(24).toString('base64url');
      const till = { origin, id, key: hashOf(secret), allowedAt: now() };
      await keep([...others(origin), till].slice(-mostTills));
      return `${id}.${secret}`;
    },
    async revoke(origin) {
      if (others(origin).length < tills.length) await keep(others(origin));
    },
    allows: (origin) => tills.some((till) => till.origin === origin),
    origins: () => tills.map(({ origin }) => origin),
    prove(id, origin, nonce) {
      const till = tills.find((one) => isSame(one.id, id) && one.origin === origin);
      const key = till && Buffer.from(till.key, 'base64url');
      return key && createHmac('sha256', key).update(`${nonce} ${origin}`).digest('base64url');
    },
    isToken(token, origin) {
      const [id = '', secret = ''] = token.split('.');
      return tills.some(
        (till) => till.origin === origin && isSame(till.id, id) && isSame(till.key, hashOf(secret)),
      );
    },
  };
}

async function read(path: string, log: Log): Promise<readonly AllowedTill[]> {
  try {
    return fileForm.parse(JSON.parse(await readFile(path, 'utf8'))).tills;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      log.warn({ path }, 'list of web tills not readable');
    return [];
  }
}
