import { createHash, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

export interface Credential {
  readonly user: string;
  readonly password: string;
}

/** Is this `Authorization` header one of the known user names with its password? */
export type CredentialCheck = (header: string | undefined) => Promise<boolean>;

/** How many headers' verdicts are remembered: a shop has a handful of tills. */
const remembered = 64;

/**
 * Checks HTTP Basic. Passwords are kept as scrypt digests only and compared in constant time. One digest takes some 60 ms,
 * so a header's verdict is remembered under an HMAC of it (the key lives as long as this process), and digests are
 * computed one after the other: guessing gets no faster by asking in parallel.
 */
export function credentialCheck(credentials: readonly Credential[]): CredentialCheck {
  const salt = randomBytes(16);
  const key = randomBytes(32);
  const known = Promise.all(credentials.map((credential) => digest(credential, salt)));
  const verdicts = new Map<string, Promise<boolean>>();
  let last: Promise<unknown> = known;

  const judge = async (header: string): Promise<boolean> => {
    let matches = false;
    for (const candidate of candidatesIn(header)) {
      const given = await digest(candidate, salt);
      for (const expected of await known) matches = timingSafeEqual(given, expected) || matches;
    }
    return matches;
  };

  return (header) => {
    if (header === undefined) return Promise.resolve(false);
    const name = createHmac('sha256', key).update(header).digest('base64');
    const before = verdicts.get(name);
    if (before) return before;
    const verdict = last.then(() => judge(header));
    last = verdict;
    verdicts.set(name, verdict);
    const oldest = verdicts.keys().next().value;
    if (verdicts.size > remembered && oldest !== undefined) verdicts.delete(oldest);
    return verdict;
  };
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

const digest = ({ user, password }: Credential, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password, salt, 32, (error, derived) => {
      if (error) reject(error);
      else resolve(Buffer.concat([createHash('sha256').update(user).digest(), derived]));
    });
  });
