import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { PairedBrowser, PairingFile } from './pairing-file.ts';

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
  knows(secret: string): boolean;
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

const same = (one: string, other: string): boolean =>
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
      const used = [...open.keys()].find((one) => same(given, one));
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
    knows: (secret) => browsers.some(({ hash }) => same(hash, hashOf(secret))),
  };
}
