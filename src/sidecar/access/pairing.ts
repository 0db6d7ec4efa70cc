import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { parseJsonAs } from '../../core/parse-json.ts';
import type { Log } from '../program/log.ts';
import { writePrivateFile } from '../program/private-file.ts';
import { orAbsent } from '../system/held-files.ts';

/** The browsers that may connect as the connector page. */
export interface Pairing {
  /** Token of the link that is printed at start; valid for one browser. */
  readonly token: string;
  /** Makes a token for a new link; the previous token becomes invalid. */
  renew(): string;
  /**
   * Makes a token for the browser that the sidecar starts. It replaces the previous token of this kind, and the browser
   * that uses it replaces the previous browser of this kind.
   */
  invite(): Invitation;
  /** Exchanges a token for the secret of that browser's cookie. Undefined: the token is wrong or was used. */
  redeem(token: string): Promise<string | undefined>;
  /** True if this is the secret of a paired browser. */
  isPaired(secret: string): boolean;
}

/** The pairing token for the browser that the sidecar starts. */
export interface Invitation {
  readonly token: string;
  /** True until the token is used or withdrawn. */
  isOpen(): boolean;
  withdraw(): void;
}

/** Maximum number of paired browsers. A till has one, and a few more during tests. */
const maxBrowsers = 16;

/** A secret of 192 bits: long enough to be stored safely as a plain SHA-256. */
const createSecret = (): string => randomBytes(24).toString('base64url');
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest());

/** Reads the paired browsers, and makes the token of the link that is printed at start. */
export async function openPairing(file: PairingFile, now: () => number): Promise<Pairing> {
  /** The tokens that no browser has used yet. `own`: for the browser that the sidecar starts. */
  const openTokens = new Map<string, 'printed' | 'own'>();
  const offer = (kind: 'printed' | 'own'): string => {
    for (const [otherToken, otherKind] of openTokens) if (otherKind === kind) openTokens.delete(otherToken);
    const token = createSecret();
    openTokens.set(token, kind);
    return token;
  };
  let browsers: readonly PairedBrowser[] = await file.read();
  return {
    token: offer('printed'),
    renew: () => offer('printed'),
    invite() {
      const token = offer('own');
      return { token, isOpen: () => openTokens.has(token), withdraw: () => void openTokens.delete(token) };
    },
    async redeem(given) {
      const used = [...openTokens.keys()].find((one) => isSame(given, one));
      if (used === undefined) return undefined;
      const own = openTokens.get(used) === 'own';
      openTokens.delete(used);
      const secret = createSecret();
      const otherBrowsers = own ? browsers.filter((browser) => !browser.own) : browsers;
      const browser = { hash: hashOf(secret), pairedAt: now(), ...(own && { own }) };
      browsers = [...otherBrowsers, browser].slice(-maxBrowsers);
      await file.write(browsers);
      return secret;
    },
    isPaired: (secret) => browsers.some(({ hash }) => isSame(hash, hashOf(secret))),
  };
}

const pairedBrowser = z.object({
  hash: z.string(),
  pairedAt: z.number(),
  /** True for the browser that the sidecar started; there is one at a time. */
  own: z.optional(z.boolean()),
});
export type PairedBrowser = z.infer<typeof pairedBrowser>;

const fileForm = z.object({ version: z.literal(1), browsers: z.array(pairedBrowser) });

/** Stores the paired browsers across restarts. The file holds only hashes; even so, only its owner may read or change it. */
export interface PairingFile {
  read(): Promise<readonly PairedBrowser[]>;
  write(browsers: readonly PairedBrowser[]): Promise<void>;
}

/**
 * `pairing.json` in the sidecar's folder. If it is damaged, or cannot be written, the sidecar still starts, and browsers have
 * to be paired again. If it is there and cannot be read, the start fails: the next write would end each pairing in it.
 */
export function pairingFile(folder: string, log: Log): PairingFile {
  const path = join(folder, 'pairing.json');
  return {
    async read() {
      const text = await readFile(path, 'utf8').catch(orAbsent);
      const file = parseJsonAs(fileForm, text);
      if (text !== undefined && !file) log.warn({ path }, 'the pairing file is damaged');
      return file?.browsers ?? [];
    },
    async write(browsers) {
      try {
        await writePrivateFile(path, JSON.stringify({ version: 1, browsers }));
      } catch (error) {
        log.warn({ path, error: String(error) }, 'pairing not kept: it ends with this start');
      }
    },
  };
}

/** Name of a paired browser's cookie. It contains the port, because browsers share cookies between ports. */
export const cookieName = (port: number): string => `hipay-ecr-${port}`;

/** 400 days, the longest time that browsers keep a cookie. Each connection of the page renews it. */
const maxAgeS = 34_560_000;

/**
 * The cookie is limited to the relay's path. Browsers send the cookies of `localhost` to every program of this machine
 * that they call, and the other programs should not get ours.
 */
export const pairingCookie = (port: number, secret: string): string =>
  `${cookieName(port)}=${secret}; Max-Age=${maxAgeS}; Path=/connector; HttpOnly; SameSite=Strict`;

/** The secret in a Cookie header. Undefined: it has none. */
export function secretIn(cookies: string | undefined, port: number): string | undefined {
  const prefix = `${cookieName(port)}=`;
  return cookies
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(prefix))
    ?.slice(prefix.length);
}
