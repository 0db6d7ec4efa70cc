import { createHash, createHmac, randomBytes } from 'node:crypto';
import { derive, isSame, readDigest } from './password-digest.ts';

/** How many wrong passwords have been tried lately, and how long the next unknown one has to wait. Times in ms. */
export interface GuessState {
  readonly wrong: number;
  /** When `wrong` was counted. */
  readonly at: number;
  readonly closedUntil: number;
}

/** A person who mistypes, and a till whose old password is still stored, need no more. */
const freeGuesses = 5;
const firstWaitMs = 1000;
/** Bounded: somebody who guesses all day must not be able to keep a new till out for long after. */
const longestWaitMs = 60_000;
/** One wrong one is forgotten in each such time. */
const forgottenMs = 60_000;

export const noGuesses: GuessState = { wrong: 0, at: 0, closedUntil: 0 };

/** How long an unknown header is not to be looked at; 0: now. */
export const waitMs = ({ closedUntil }: GuessState, now: number): number => Math.max(0, closedUntil - now);

/**
 * A header that is not known to be right is going to be looked at. It counts as wrong from now on, not from its verdict:
 * a thousand that arrive at once must not all be looked at.
 */
export function countGuess(before: GuessState, now: number): GuessState {
  const forgotten = Math.floor((now - before.at) / forgottenMs);
  const left = Math.max(0, before.wrong - forgotten);
  // What is left of a minute goes on counting.
  const at = left === 0 ? now : before.at + forgotten * forgottenMs;
  const wrong = left + 1;
  const pauseMs = wrong < freeGuesses ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (wrong - freeGuesses));
  return { wrong, at, closedUntil: now + pauseMs };
}

/** It was right after all: whoever waits for the next look waits no longer. */
export const takeBackGuess = ({ wrong, at }: GuessState): GuessState => ({
  wrong: wrong - 1,
  at,
  closedUntil: 0,
});

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
  readonly isPassword: (text: string) => boolean | Promise<boolean>;
}

/** How many headers of each kind are remembered: a shop has a handful of tills. */
const mostRemembered = 64;

/**
 * Checks HTTP Basic, in constant time. A password that the configuration has as a scrypt digest takes some 60 ms and 16 MB
 * (which the process does not give back), so headers are remembered under an HMAC (the key lives as long as this process):
 * the right ones apart, so that no number of wrong ones slows a till that is known (A9); the wrong ones too, so that a till
 * with an old password counts as one guess however often it asks. They are looked at one after the other, as the guess
 * limit allows.
 */
export function credentialCheck(
  credentials: readonly Credential[],
  now: () => number = () => performance.now(),
): CredentialCheck {
  const key = randomBytes(32);
  const known = credentials.map(({ user, password }) => prepareCredential(user, password, key));
  const right = new Set<string>();
  const judged = new Map<string, Promise<Verdict>>();
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
    // Nothing in it that could be right: no guess.
    if (candidates.length === 0) return 'wrong';
    const name = keyed(header ?? '', key).toString('base64');
    if (right.has(name)) return 'right';
    const before = judged.get(name);
    if (before) return before;
    const wait = waitMs(guessing, now());
    if (wait > 0) return { waitMs: wait };
    guessing = countGuess(guessing, now());
    const verdict = last.then(() => checkNext(candidates, name));
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
  if (names.size > mostRemembered && oldest !== undefined) names.delete(oldest);
}

const keyed = (text: string, key: Buffer): Buffer => createHmac('sha256', key).update(text).digest();

const nameDigest = (user: string): Buffer => createHash('sha256').update(user).digest();

/** What lies in the configuration as it is would not be safer here behind a slow digest: the guess limit is what slows. */
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

/** Goes through everything, whatever has matched: the time taken tells nothing. */
async function matchesAny(candidates: readonly Credential[], known: readonly Known[]): Promise<boolean> {
  let matches = false;
  for (const { user, password } of candidates) {
    const given = nameDigest(user);
    for (const one of known) {
      const sameUser = isSame(given, one.user);
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
