import { createHash, createHmac, randomBytes } from 'node:crypto';
import { derive, digestOf, isSame, type PasswordDigest, readDigest } from './password-digest.ts';

/** `password` as it is, or as `hipay-ecr hash-password` writes it. */
export interface Credential {
  readonly user: string;
  readonly password: string;
}

/** Is this `Authorization` header one of the known user names with its password? */
export type CredentialCheck = (header: string | undefined) => Promise<boolean>;

interface Known {
  readonly user: Buffer;
  readonly password: PasswordDigest;
}

/** How many headers' verdicts are remembered: a shop has a handful of tills. */
const remembered = 64;

/**
 * Checks HTTP Basic. Passwords are kept as scrypt digests only and compared in constant time. One digest takes some 60 ms,
 * so a header's verdict is remembered under an HMAC of it (the key lives as long as this process), and digests are
 * computed one after the other: guessing gets no faster by asking in parallel.
 */
export function credentialCheck(credentials: readonly Credential[]): CredentialCheck {
  const key = randomBytes(32);
  const known = learn(credentials);
  const verdicts = new Map<string, Promise<boolean>>();
  let last: Promise<unknown> = known;
  return (header) => {
    if (header === undefined) return Promise.resolve(false);
    const name = createHmac('sha256', key).update(header).digest('base64');
    const before = verdicts.get(name);
    if (before) return before;
    const verdict = last.then(async () => judge(header, await known));
    last = verdict.catch(() => {});
    verdicts.set(name, verdict);
    const oldest = verdicts.keys().next().value;
    if (verdicts.size > remembered && oldest !== undefined) verdicts.delete(oldest);
    return verdict;
  };
}

const nameDigest = (user: string): Buffer => createHash('sha256').update(user).digest();

/** Plain passwords share a salt, so that one computation serves them all. One by one: each takes 16 MB meanwhile. */
async function learn(credentials: readonly Credential[]): Promise<Known[]> {
  const salt = randomBytes(16);
  const known: Known[] = [];
  for (const { user, password } of credentials) {
    known.push({
      user: nameDigest(user),
      password: readDigest(password) ?? (await digestOf(password, salt)),
    });
  }
  return known;
}

/** Goes through everything, whatever has matched: the time taken tells nothing. */
async function judge(header: string, known: readonly Known[]): Promise<boolean> {
  let matches = false;
  for (const { user, password } of candidatesIn(header)) {
    const given = nameDigest(user);
    const bySalt = new Map<Buffer, Buffer>();
    for (const one of known) {
      const { salt } = one.password;
      const derived = bySalt.get(salt) ?? (await derive(password, salt));
      bySalt.set(salt, derived);
      const sameUser = isSame(given, one.user);
      matches = (isSame(derived, one.password.derived) && sameUser) || matches;
    }
  }
  return matches;
}

/** The user name and the password of a header, in UTF-8 and, for older tills, in Latin-1. */
function candidatesIn(header: string): Credential[] {
  const encoded = /^basic +([A-Za-z0-9+/_-]+={0,2})\s*$/i.exec(header)?.[1];
  if (encoded === undefined) return [];
  const bytes = Buffer.from(encoded, 'base64');
  const texts = new Set([bytes.toString('utf8'), bytes.toString('latin1')]);
  return [...texts].flatMap((text) => {
    const colon = text.indexOf(':');
    return colon < 0 ? [] : [{ user: text.slice(0, colon), password: text.slice(colon + 1) }];
  });
}
