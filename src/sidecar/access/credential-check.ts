import { createHash, createHmac, randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { decodeWindows1252 } from '../../core/text-encoding.ts';
import { createCheckQueue } from './check-queue.ts';
import { countGuess, holdMs, noGuesses } from './guess-limit.ts';
import { derive, isSame, type PasswordDigest, readDigest } from './password-digest.ts';

/** A user name and its password: in plain text, or as `hipay-ecr hash-password` writes it. */
export interface Credential {
  readonly user: string;
  readonly password: string;
}

/** Result for an `Authorization` header. `waitMs`: it is wrong, and the maximum number of answers is held back already. */
export type Verdict = 'right' | 'wrong' | { readonly waitMs: number };

/** What is known of the caller's connection while it waits. */
export interface WaitingCaller {
  /** Aborted once the caller has certainly left. */
  readonly tillLeft?: AbortSignal | undefined;
  /** Aborted once the caller can send no more. It may still read: over TCP a close and a half-close look the same. */
  readonly clientClosed?: AbortSignal | undefined;
}

/** Checks whether an `Authorization` header holds a known user name with its password. */
export type CredentialCheck = (header: string | undefined, caller?: WaitingCaller) => Promise<Verdict>;

/** The clock of the check. */
export interface CheckTime {
  /** Monotonic, in ms. */
  readonly now: () => number;
  /** Resolves after this time, or at once when the signal is aborted. */
  readonly wait: (ms: number, until: AbortSignal) => Promise<void>;
  /** Aborted when the port closes: no answer is held back any longer. */
  readonly closing?: AbortSignal;
}

export const systemTime: CheckTime = {
  now: () => performance.now(),
  wait: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => {}),
};

interface KnownCredential {
  readonly user: Buffer;
  /** HMAC of a password that the configuration holds in plain text. */
  readonly plain?: Buffer;
  readonly digest?: PasswordDigest;
}

/** Maximum number of remembered right headers, and of remembered wrong ones: a shop has only a few tills. */
const maxRemembered = 64;
/** Maximum number of answers that are held back at a time. */
const maxHeld = 32;

/**
 * Checks HTTP Basic, in constant time. Every header is checked, and a right one is answered at once, so wrong passwords
 * cannot keep a till out. The more wrong headers come, the later they are answered (SECURITY.md, A9).
 *
 * A scrypt digest takes some 60 ms and 16 MB, so these checks run one at a time, and never for a header that was found
 * right or wrong before. Found headers are remembered as an HMAC whose key lives as long as this process. Right ones are
 * stored separately: wrong ones cannot displace them. A till that keeps sending an old password counts as one guess.
 *
 * @param onGuess called once for each wrong header
 */
export function credentialCheck(
  credentials: readonly Credential[],
  time: CheckTime = systemTime,
  onGuess: () => void = () => {},
): CredentialCheck {
  const key = randomBytes(32);
  const known = credentials.map(({ user, password }) => prepareCredential(user, password, key));
  const hasDigests = known.some(({ digest }) => digest);
  const rightHeaders = new Set<string>();
  const wrongHeaders = new Set<string>();
  const slowChecks = createCheckQueue();
  let guesses = noGuesses;
  const held = new Set<AbortController>();
  time.closing?.addEventListener('abort', () => {
    for (const holdEnd of held) holdEnd.abort();
  });
  const isRight = async (candidates: readonly Credential[], hash: string, left?: AbortSignal) => {
    if (rightHeaders.has(hash) || matchesPlain(candidates, known, key)) return true;
    if (!hasDigests) return false;
    // Another request with this header may have been checked while this one waited.
    const check = async () =>
      rightHeaders.has(hash) || (!wrongHeaders.has(hash) && (await matchesDigest(candidates, known)));
    return slowChecks.run(check, left);
  };
  const answerWrong = async (hash: string, closed?: AbortSignal): Promise<Verdict> => {
    if (!wrongHeaders.has(hash)) {
      guesses = countGuess(guesses, time.now());
      onGuess();
    }
    addTo(wrongHeaders, hash);
    const ms = holdMs(guesses);
    if (ms === 0) return 'wrong';
    if (held.size >= maxHeld) return { waitMs: ms };
    const holdEnd = new AbortController();
    const end = () => holdEnd.abort();
    // A caller that may have left frees its place. If it still reads, it gets its answer a little earlier.
    closed?.addEventListener('abort', end);
    held.add(holdEnd);
    if (!closed?.aborted && !time.closing?.aborted) await time.wait(ms, holdEnd.signal);
    held.delete(holdEnd);
    closed?.removeEventListener('abort', end);
    return 'wrong';
  };
  return async (header, { tillLeft, clientClosed } = {}) => {
    const candidates = readCandidates(header ?? '');
    // A header without a user name and password is not counted as a guess.
    if (candidates.length === 0) return 'wrong';
    const hash = hmacOf(header ?? '', key).toString('base64');
    if (!(await isRight(candidates, hash, tillLeft)))
      return tillLeft?.aborted ? 'wrong' : answerWrong(hash, clientClosed);
    addTo(rightHeaders, hash);
    return 'right';
  };
}

function addTo(hashes: Set<string>, hash: string): void {
  hashes.add(hash);
  const [oldest] = hashes;
  if (hashes.size > maxRemembered && oldest !== undefined) hashes.delete(oldest);
}

const hmacOf = (text: string, key: Buffer): Buffer => createHmac('sha256', key).update(text).digest();

const userDigestOf = (user: string): Buffer => createHash('sha256').update(user).digest();

/** A plain password in the configuration needs no slow digest: everybody who can read the file has it anyway. */
function prepareCredential(user: string, password: string, key: Buffer): KnownCredential {
  const digest = readDigest(password);
  return { user: userDigestOf(user), ...(digest ? { digest } : { plain: hmacOf(password, key) }) };
}

/** Compares with every credential even after a match, so that the time taken reveals nothing. */
function matchesPlain(
  candidates: readonly Credential[],
  known: readonly KnownCredential[],
  key: Buffer,
): boolean {
  let matches = false;
  for (const { user, password } of candidates) {
    const userDigest = userDigestOf(user);
    const passwordHash = hmacOf(password, key);
    for (const credential of known) {
      const sameUser = isSame(userDigest, credential.user);
      matches =
        (credential.plain !== undefined && isSame(passwordHash, credential.plain) && sameUser) || matches;
    }
  }
  return matches;
}

/** Like `matchesPlain`, for passwords of which the configuration holds a digest. */
async function matchesDigest(
  candidates: readonly Credential[],
  known: readonly KnownCredential[],
): Promise<boolean> {
  let matches = false;
  for (const { user, password } of candidates) {
    const userDigest = userDigestOf(user);
    for (const { user: knownUser, digest } of known) {
      if (!digest) continue;
      const sameUser = isSame(userDigest, knownUser);
      matches = (isSame(await derive(password, digest.salt), digest.derived) && sameUser) || matches;
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
