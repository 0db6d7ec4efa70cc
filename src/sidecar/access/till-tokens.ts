import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { parseJsonAs } from '../../core/parse-json.ts';
import type { Log } from '../program/log.ts';
import { writePrivateFile } from '../program/private-file.ts';
import { orAbsent } from '../system/held-files.ts';

const allowedTill = z.object({
  /** Origin of a web page, as browsers spell it. */
  origin: z.string().check(z.regex(/^https?:\/\/[^/\s]+$/)),
  /** Public: the page sends it first, before it knows which program listens. */
  id: z.string(),
  /** SHA-256 of the token's secret, base64url. With it we can prove that we know the token, but it does not work as a token. */
  key: z.string(),
  allowedAt: z.number(),
});
type AllowedTill = z.infer<typeof allowedTill>;

const fileForm = z.object({ version: z.literal(1), tills: z.array(allowedTill) });

/** The origins of web tills that a person has allowed, and their tokens. */
export interface TillTokens {
  /** Makes a new token for an origin; the previous one becomes invalid. */
  mint(origin: string): Promise<string>;
  /** Removes the permission of an origin. */
  revoke(origin: string): Promise<void>;
  isAllowed(origin: string): boolean;
  /** The allowed origins, for the `frame-ancestors` of the content security policy. */
  origins(): readonly string[];
  /** Proves to a page that we made its token. Undefined: we did not, or not for this origin. */
  prove(id: string, origin: string, nonce: string): string | undefined;
  /** True if this is the token of this origin. */
  isToken(token: string, origin: string): boolean;
}

/** Maximum number of origins. A shop has one web till, and a developer has a few. */
const maxTills = 64;

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest());

/**
 * Reads `tills.json` in the sidecar's folder. If it is damaged, the sidecar starts without web tills, and a person has to allow
 * them again. If it is there and cannot be read, the start fails.
 */
export async function openTillTokens(folder: string, log: Log, now: () => number): Promise<TillTokens> {
  const path = join(folder, 'tills.json');
  let tills: readonly AllowedTill[] = await read(path, log);
  const store = async (next: readonly AllowedTill[]) => {
    tills = next;
    await writePrivateFile(path, JSON.stringify({ version: 1, tills })).catch((error) =>
      log.warn({ path, error: String(error) }, 'web tills not kept: their permission ends with this start'),
    );
  };
  const tillsExcept = (origin: string) => tills.filter((till) => till.origin !== origin);
  return {
    async mint(origin) {
      const id = randomBytes(9).toString('base64url');
      const secret = randomBytes(24).toString('base64url');
      const till = { origin, id, key: hashOf(secret), allowedAt: now() };
      await store([...tillsExcept(origin), till].slice(-maxTills));
      return `${id}.${secret}`;
    },
    async revoke(origin) {
      if (tillsExcept(origin).length < tills.length) await store(tillsExcept(origin));
    },
    isAllowed: (origin) => tills.some((till) => till.origin === origin),
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
  const text = await readFile(path, 'utf8').catch(orAbsent);
  const file = parseJsonAs(fileForm, text);
  if (text !== undefined && !file) log.warn({ path }, 'the list of web tills is damaged');
  return file?.tills ?? [];
}
