import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Digest of a password, safe to store: scrypt with Node's default cost (N 16384, r 8, p 1). */
export interface PasswordDigest {
  readonly salt: Buffer;
  readonly derived: Buffer;
}

/** Derives the digest's bytes from a password. Takes some 60 ms of one core. */
export const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password, salt, 32, (error, derived) => (error ? reject(error) : resolve(derived)));
  });

export async function digestOf(password: string, salt: Buffer = randomBytes(16)): Promise<PasswordDigest> {
  return { salt, derived: await derive(password, salt) };
}

export const isSame = (one: Buffer, other: Buffer): boolean =>
  one.length === other.length && timingSafeEqual(one, other);

/** The text for `api_password` in a configuration file that should not hold the password itself. */
export const writeDigest = ({ salt, derived }: PasswordDigest): string =>
  `scrypt:${salt.toString('base64url')}:${derived.toString('base64url')}`;

/** Reads the text of `api_password`; undefined if it is a plain password. */
export function readDigest(text: string): PasswordDigest | undefined {
  const [, salt, derived] = /^scrypt:([\w-]{22}):([\w-]{43})$/.exec(text) ?? [];
  if (salt === undefined || derived === undefined) return undefined;
  return { salt: Buffer.from(salt, 'base64url'), derived: Buffer.from(derived, 'base64url') };
}
