import { createHash, createHmac, randomBytes } from 'node:crypto';
import { derive, isSame, readDigest } from './password-digest.ts';

/** The number of recent wrong passwords, and how long the next unknown one has to wait. Times in ms. */
export interface GuessState {
  readonly wrong: number;
  /** Time at which `wrong` was counted. */
  readonly at: number;
  readonly closedUntil: number;
}

/** Enough for a person who mistypes, and for a till that still has an old password. */
const freeGuesses = 5;
const firstWaitMs = 1000;
/** Limited, so that a day of guessing cannot keep a new till out for long. */
const longestWaitMs = 60_000;
/** One wrong password is forgotten after each such time. */
const forgottenMs = 60_000;

export const noGuesses: GuessState = { wrong: 0, at: 0, closedUntil: 0 };

/** Time until an unknown header may be checked; 0: now. */
export const waitMs = ({ closedUntil }: GuessState, now: number): number => Math.max(0, closedUntil - now);

/**
 * Counts an unknown header as a wrong guess before it is checked, not after: of a thousand headers that arrive at once,
 * not all may be checked.
 */
export function countGuess(before: GuessState, now: number): GuessState {
  const forgotten = Math.floor((now - before.at) / forgottenMs);
  const remaining = Math.max(0, before.wrong - forgotten);
  // The started part of a minute still counts towards the next one that is forgotten.
  const at = remaining === 0 ? now : before.at + forgotten * forgottenMs;
  const wrong = remaining + 1;
  const pauseMs = wrong < freeGuesses ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (wrong - freeGuesses));
  return { wrong, at, closedUntil: now + pauseMs };
}

/** Takes back the count of a header that was right. The next unknown header may be checked at once. */
export const takeBackGuess = ({ wrong, at }: GuessState): GuessState => ({
  wrong: wrong - 1,
  at,
  closedUntil: 0,
});

/** A user name and its password: in plain text, or as `hipay-ecr hash-password` writes it. */
export interface Credential {
  readonly user: string;
  readonly password: string;
}

/** Result for an `Authorization` header. `waitMs`: it was not checked, and will not be before this time has passed. */
export type Verdict = 'right' | 'wrong' | { readonly waitMs: number };

/** Checks whether an `Authorization` header holds a known user name with its password. */
export type CredentialCheck = (header: string | undefined) => Promise<Verdict>;

interface Known {
  readonly user: Buffer;
  readonly isPassword: (text: string) => boolean | Promise<boolean>;
}

/** Maximum number of remembered headers, right and wrong ones each: a shop has only a few tills. */
const mostRemembered = 64;

/**
 * Checks HTTP Basic, in constant time. A scrypt digest takes some 60 ms and 16 MB (which the process does not give back),
 * so checked headers are remembered by their HMAC; its key lives as long as this process. Right headers are stored apart:
 * wrong ones cannot push them out, so a known till is never slowed (A9). Wrong headers are stored too: a till with an old
 * password counts as one guess however often it calls. Unknown headers are checked one after the other, within the limit.
 */
export function credentialCheck(
  credentials: readonly Credential[],
  now: () => number = () => performance.now(),
): CredentialCheck {
  const key = randomBytes(32);
  const known = credentials.map(({ user, password }) => prepareCredential(user, password, key));
  const right = new Set<string>();
  const verdicts = new Map<string, Promise<Verdict>>();
  let guessing = noGuesses;
  let last: Promise<unknown> = Promise.resolve();
  const checkNext = async (candidates: readonly Credential[], name: string): Promise<Verdict> => {
    if (!(await matchesAny(candidates, known))) return 'wrong';
    guessing = takeBackGuess(guessing);
    addTo(right, name);
    return 'right';
  };
  return async (header) => {
    const candidates = readCandidates(header ?? '');
    // A header without a user name and password is not counted as a guess.
    if (candidates.length === 0) return 'wrong';
    const name = keyed(header ?? '', key).toString('base64');
    if (right.has(name)) return 'right';
    const before = verdicts.get(name);
    if (before) return before;
    const wait = waitMs(guessing, now());
    if (wait > 0) return { waitMs: wait };
    guessing = countGuess(guessing, now());
    const verdict = last.then(() => checkNext(candidates, name));
    last = verdict.catch(() => {});
    verdicts.set(name, verdict);
    dropOldest(verdicts);
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
  if (names.size > mostRemembered && oldest !== undefined) names.delete(oldest);
}

const keyed = (text: string, key: Buffer): Buffer => createHmac('sha256', key).update(text).digest();

const nameDigest = (user: string): Buffer => createHash('sha256').update(user).digest();

/** A plain password of the configuration gets no slow digest, which would add no safety: the guess limit slows attackers. */
function prepareCredential(user: string, password: string, key: Buffer): Known {
  const digest = readDigest(password);
  const plain = keyed(password, key);
  return {
    user: nameDigest(user),
    isPassword: digest
      ? async (text) => isSame(await derive(text, digest.salt), digest.derived)
      : (text) => isSame(keyed(text, key), plain),
  };
}

/** Compares with every credential even after a match, so that the time taken reveals nothing. */
async function matchesAny(candidates: readonly Credential[], known: readonly Known[]): Promise<boolean> {
  let matches = false;
  for (const { user, password } of candidates) {
    const userDigest = nameDigest(user);
    for (const one of known) {
      const sameUser = isSame(userDigest, one.user);
      matches = ((await one.isPassword(password)) && sameUser) || matches;
    }
  }
  return matches;
}

/** The user name and the password of a header, in UTF-8 and, for older tills, in Latin-1. */
function readCandidates(header: string): Credential[] {
  const encoded = /^basic +([A-Za-z0-9+/_-]+={0,2})\s*$/i.exec(header)?.[1];
  if (encoded === undefined) return [];
  const bytes = Buffer.from(encoded, 'base64');
  const texts = new Set([bytes.toString('utf8'), bytes.toString('latin1')]);
  return [...texts].flatMap((text) => {
    const colon = text.indexOf(':');
    return colon < 0 ? [] : [{ user: text.slice(0, colon), password: text.slice(colon + 1) }];
  });
}
