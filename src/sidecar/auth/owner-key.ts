import { randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Opens a running sidecar to whoever may read its home folder (decision 0021): that person could read every password in
 * the configuration anyway. Made at each start, and worth nothing after it.
 */
export interface OwnerKey {
  readonly key: string;
  /** Is this `Authorization` header the key? */
  opens(header: string | undefined): boolean;
}

export function mintOwnerKey(): OwnerKey {
  const key = randomBytes(24).toString('base64url');
  const expected = Buffer.from(bearer(key));
  return {
    key,
    opens(header) {
      const given = Buffer.from(header ?? '');
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}

/** The header that carries it. */
export const bearer = (key: string): string => `Bearer ${key}`;
