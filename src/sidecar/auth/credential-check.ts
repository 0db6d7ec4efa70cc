import { createHash, createHmac, randomBytes } from 'node:crypto';
import { guess, noGuesses, waitMs, wasRight } from './guess-limit.ts';
import { derive, digestOf, isSame, type PasswordDigest, readDigest } from './password-digest.ts';

/** `password` as it is, or as `hipay-ecr hash-password` writes it. */
export interface Credential {
  readonly user: string;
  readonly password: string;
}

/** What is to be thought of an `Authorization` header. `waitMs`: it was not looked at, and will not be before. */
export type Verdict = 'right' | 'wrong' | { readonly waitMs: number };

/** Is this `Authorization` header one of the known user names with its password? */
export type CredentialCheck = (header: string | undefined) => Promise<Verdict>;

interface Known {
  readonly user: Buffer;
  readonly password: PasswordDigest;
}

/** How many headers of each kind are remembered: a shop has a handful of tills. */
const remembered = 64;

/**
 * Checks HTTP Basic. Passwords are kept as scrypt digests only and compared in constant time. One digest takes some 60 ms,
 * so headers are remembered under an HMAC (the key lives as long as this process): the right ones apart, so that no
 * number of wrong ones slows a till that is known (A9); the wrong ones too, so that a till with an old password counts
 * as one guess however often it asks. Digests are computed one after the other, as the guess limit allows.
 */
export function credentialCheck(
  credentials: readonly Credential[],
  now: () => number = () => performance.now(),
): CredentialCheck {
  const key = randomBytes(32);
  const known = learn(credentials);
  const right = new Set<string>();
  const judged = new Map<string, Promise<Verdict>>();
  let guessing = noGuesses;
  let last: Promise<unknown> = known;
  const look = async (candidates: readonly Credential[], name: string): Promise<Verdict> => {
    if (!(await judge(candidates, await known))) return 'wrong';
    guessing = wasRight(guessing);
    addTo(right, name);
    return 'right';
  };
  return async (header) => {
    const candidates = candidatesIn(header ?? '');
    // Nothing in it that could be right: no guess.
    if (candidates.length === 0) return 'wrong';
    const name = createHmac('sha256', key)
      .update(header ?? '')
      .digest('base64');
    if (right.has(name)) return 'right';
    const before = judged.get(name);
    if (before) return before;
    const wait = waitMs(guessing, now());
    if (wait > 0) return { waitMs: wait };
    guessing = guess(guessing, now());
    const verdict = last.then(() => look(candidates, name));
    last = verdict.catch(() => {});
    judged.set(name, verdict);
    dropOldest(judged);
    return verdict;
  };
}

function addTo(names: Set<string>, name: string): void {
  names.add(name);
  dropOldest(names);
}

function dropOldest(names: {
  readonly size: number;
  keys(): Iterator<string>;
  delete(name: string): boolean;
}) {
  const oldest = names.keys().next().value;
  if (names.size > remembered && oldest !== undefined) names.delete(oldest);
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
async function judge(candidates: readonly Credential[], known: readonly Known[]): Promise<boolean> {
  let matches = false;
  for (const { user, password } of candidates) {
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
