import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Log } from '../program/log.ts';

/** Which browsers may offer themselves as the connector page. */
export interface Pairing {
  /** For the link that is printed at start; good for one browser. */
  readonly token: string;
  /** A new token for another link; the one before is worth nothing any more. */
  renew(): string;
  /** A token for the browser that the sidecar starts itself. It takes the place of the invitation and of the own browser before. */
  invite(): Invitation;
  /** Takes the token and gives a secret for that browser's cookie; undefined for a wrong or used one. */
  redeem(token: string): Promise<string | undefined>;
  /** Is this the secret of a paired browser? */
  isPaired(secret: string): boolean;
}

/** A pairing link that was not printed. */
export interface Invitation {
  readonly token: string;
  /** Not used yet, nor withdrawn. */
  open(): boolean;
  withdraw(): void;
}

/** A shop's till has one browser; a few more while people try things out. */
const mostBrowsers = 16;

/** 128 bits and more, so plain SHA-256 is a safe way to keep it. */
const mint = (): string => randomBytes(24).toString('base64url');
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest());

/** Reads who is paired, and mints this start's token. */
export async function openPairing(file: PairingFile, now: () => number): Promise<Pairing> {
  const open = new Map<string, 'printed' | 'own'>();
  const offer = (kind: 'printed' | 'own'): string => {
    for (const [before, its] of open) if (its === kind) open.delete(before);
    const token = mint();
    open.set(token, kind);
    return token;
  };
  let browsers: readonly PairedBrowser[] = await file.read();
  return {
    token: offer('printed'),
    renew: () => offer('printed'),
    invite() {
      const token = offer('own');
      return { token, open: () => open.has(token), withdraw: () => void open.delete(token) };
    },
    async redeem(given) {
      const used = [...open.keys()].find((one) => isSame(given, one));
      if (used === undefined) return undefined;
      const own = open.get(used) === 'own';
      open.delete(used);
      const secret = mint();
      const others = own ? browsers.filter((browser) => !browser.own) : browsers;
      const browser = { hash: hashOf(secret), pairedAt: now(), ...(own && { own }) };
      browsers = [...others, browser].slice(-mostBrowsers);
      await file.write(browsers);
      return secret;
    },
    isPaired: (secret) => browsers.some(({ hash }) => isSame(hash, hashOf(secret))),
  };
}

const pairedBrowser = z.object({
  hash: z.string(),
  pairedAt: z.number(),
  /** The one that the sidecar started itself: there is one at a time. */
  own: z.optional(z.boolean()),
});
export type PairedBrowser = z.infer<typeof pairedBrowser>;

const fileForm = z.object({ version: z.literal(1), browsers: z.array(pairedBrowser) });

/** Keeps the paired browsers over restarts. Holds hashes only, yet nobody else may read or change it. */
export interface PairingFile {
  read(): Promise<readonly PairedBrowser[]>;
  write(browsers: readonly PairedBrowser[]): Promise<void>;
}

/** `pairing.json` in the sidecar's folder. A file that cannot be read or written costs a new pairing, never a start. */
export function pairingFile(folder: string, log: Log): PairingFile {
  const path = join(folder, 'pairing.json');
  return {
    async read() {
      try {
        return fileForm.parse(JSON.parse(await readFile(path, 'utf8'))).browsers;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
          log.warn({ path }, 'pairing file not readable');
        return [];
      }
    },
    async write(browsers) {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const next = `${path}.new`;
        await writeFile(next, JSON.stringify({ version: 1, browsers }), { mode: 0o600 });
        await rename(next, path);
      } catch (error) {
        log.warn({ path, error: String(error) }, 'pairing not kept: it ends with this start');
      }
    },
  };
}

/** The cookie by which a paired browser is known. Its name has the port: cookies do not tell ports apart. */
export const cookieName = (port: number): string => `hipay-ecr-${port}`;

/** 400 days: the longest that browsers keep a cookie. Every connection of the page renews it. */
const maxAgeS = 34_560_000;

/**
 * Sent back to the relay's path alone: other programs' pages on this machine get the cookies of `localhost` too, and
 * need not have ours.
 */
export const pairingCookie = (port: number, secret: string): string =>
  `${cookieName(port)}=${secret}; Max-Age=${maxAgeS}; Path=/connector; HttpOnly; SameSite=Strict`;

/** The secret in a Cookie header, if any. */
export function secretIn(cookies: string | undefined, port: number): string | undefined {
  const prefix = `${cookieName(port)}=`;
  return cookies
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(prefix))
    ?.slice(prefix.length);
}
