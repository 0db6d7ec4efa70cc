import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { PairedBrowser, PairingFile } from './pairing-file.ts';

/** Which browsers may offer themselves as the connector page. */
export interface Pairing {
  /** For the link that is printed at start; good for one browser. */
  readonly token: string;
  /** A new token for another link; the one before is worth nothing any more. */
  renew(): string;
  /** Takes the token and gives a secret for that browser's cookie; undefined for a wrong or used one. */
  redeem(token: string): Promise<string | undefined>;
  /** Is this the secret of a paired browser? */
  knows(secret: string): boolean;
}

/** A shop's till has one browser; a few more while people try things out. */
const mostBrowsers = 16;

/** 128 bits and more, so plain SHA-256 is a safe way to keep it. */
const mint = (): string => randomBytes(24).toString('base64url');
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

const same = (one: string, other: string): boolean =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest());

/** Reads who is paired, and mints this start's token. */
export async function openPairing(file: PairingFile, now: () => number): Promise<Pairing> {
  const token = mint();
  let valid: string | undefined = token;
  let browsers: readonly PairedBrowser[] = await file.read();
  return {
    token,
    renew() {
      valid = mint();
      return valid;
    },
    async redeem(given) {
      if (valid === undefined || !same(given, valid)) return undefined;
      valid = undefined;
      const secret = mint();
      browsers = [...browsers, { hash: hashOf(secret), pairedAt: now() }].slice(-mostBrowsers);
      await file.write(browsers);
      return secret;
    },
    knows: (secret) => browsers.some(({ hash }) => same(hash, hashOf(secret))),
  };
}
