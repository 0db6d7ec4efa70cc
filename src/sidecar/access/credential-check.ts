import { createHash, createHmac, randomBytes } from 'node:crypto';
import { decodeWindows1252 } from '../../core/text-encoding.ts';
import { derive, isSame, readDigest } from './password-digest.ts';

/** The number of recent wrong passwords, and the time from which the next unknown header may be checked. Times in ms. */
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
/** After each such time, one wrong password is no longer counted. */
const forgottenMs = 60_000;

export const noGuesses: GuessState = { wrong: 0, at: 0, closedUntil: 0 };

/** Time until an unknown header may be checked. 0: it may be checked now. */
export const waitMs = ({ closedUntil }: GuessState, now: number): number => Math.max(0, closedUntil - now);

/**
 * Counts an unknown header as a wrong guess before it is checked, not after. Otherwise a thousand headers that arrive at
 * once would all be checked, because none of them would be counted yet.
 */
export function countGuess(before: GuessState, now: number): GuessState {
  const forgotten = Math.floor((now - before.at) / forgottenMs);
  const remaining = Math.max(0, before.wrong - forgotten);
  // Advances by whole minutes only, so that the rest of the time counts for the next guess to be forgotten.
  const at = remaining === 0 ? now : before.at + forgotten * forgottenMs;
  const wrong = remaining + 1;
  const pauseMs = wrong < freeGuesses ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (wrong - freeGuesses));
  return { wrong, at, closedUntil: now + pauseMs };
}

/** Removes a right header from the count of wrong ones. The next unknown header may be checked at once. */
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

/** Maximum number of remembered right headers, and of remembered verdicts: a shop has only a few tills. */
const mostRemembered = 64;

/**
 * Checks HTTP Basic, in constant time. A scrypt digest takes some 60 ms and 16 MB (which the process does not give back),
 * so the check remembers checked headers, as an HMAC whose key lives as long as this process. It stores right headers
 * separately: wrong ones cannot displace them, so a known till is never slowed down (A9). It stores wrong headers too: a
 * till that keeps sending an old password counts as one guess. It checks unknown headers one at a time, within the limit.
 */
export function credentialCheck(
  credentials: readonly Credential[],
  now: () => number = () => performance.now(),
): CredentialCheck {
  const key = randomBytes(32);
  const known = credentials.map(({ user, password }) => prepareCredential(user, password, key));
  const rightHeaders = new Set<string>();
  const verdicts = new Map<string, Promise<Verdict>>();
  let guesses = noGuesses;
  let last: Promise<unknown> = Promise.resolve();
  const checkUnknown = async (candidates: readonly Credential[], headerHash: string): Promise<Verdict> => {
    if (!(await matchesAny(candidates, known))) return 'wrong';
    guesses = takeBackGuess(guesses);
    addTo(rightHeaders, headerHash);
    return 'right';
  };
  return async (header) => {
    const candidates = readCandidates(header ?? '');
    // A header without a user name and password is not counted as a guess.
    if (candidates.length === 0) return 'wrong';
    const headerHash = hmacOf(header ?? '', key).toString('base64');
    if (rightHeaders.has(headerHash)) return 'right';
    const before = verdicts.get(headerHash);
    if (before) return before;
    const wait = waitMs(guesses, now());
    if (wait > 0) return { waitMs: wait };
    guesses = countGuess(guesses, now());
    const verdict = last.then(() => checkUnknown(candidates, headerHash));
    last = verdict.catch(() => {});
    verdicts.set(headerHash, verdict);
    dropOldest(verdicts);
    return verdict;
  };
}

function addTo(hashes: Set<string>, hash: string): void {
  hashes.add(hash);
  dropOldest(hashes);
}

function dropOldest(hashes: {
  readonly size: number;
  keys(): Iterator<string>;
  delete(hash: string): boolean;
}) {
  const oldest = hashes.keys().next().value;
  if (hashes.size > mostRemembered && oldest !== undefined) hashes.delete(oldest);
}

const hmacOf = (text: string, key: Buffer): Buffer => createHmac('sha256', key).update(text).digest();

const userDigestOf = (user: string): Buffer => createHash('sha256').update(user).digest();

/** A plain password in the configuration needs no slow digest: the limit on guesses already slows attackers. */
function prepareCredential(user: string, password: string, key: Buffer): Known {
  const digest = readDigest(password);
  const plain = hmacOf(password, key);
  return {
    user: userDigestOf(user),
    isPassword: digest
      ? async (text) => isSame(await derive(text, digest.salt), digest.derived)
      : (text) => isSame(hmacOf(text, key), plain),
  };
}

/** Compares with every credential even after a match, so that the time taken reveals nothing. */
async function matchesAny(candidates: readonly Credential[], known: readonly Known[]): Promise<boolean> {
  let matches = false;
  for (const { user, password } of candidates) {
    const userDigest = userDigestOf(user);
    for (const one of known) {
      const sameUser = isSame(userDigest, one.user);
      matches = ((await one.isPassword(password)) && sameUser) || matches;
    }
  }
  return matches;
}

/** Reads the user name and the password of a header, once as UTF-8 and, for older tills, once as Windows-1252. */
function readCandidates(header: string): Credential[] {
  const encoded = /^basic +([A-Za-z0-9+/_-]+={0,2})\s*$/i.exec(header)?.[1];
  if (encoded === undefined) return [];
  const bytes = Buffer.from(encoded, 'base64');
  const texts = new Set([bytes.toString('utf8'), decodeWindows1252(bytes)]);
  return [...texts].flatMap((text) => {
    const colon = text.indexOf(':');
    return colon < 0 ? [] : [{ user: text.slice(0, colon), password: text.slice(colon + 1) }];
  });
}
