/** A secret of the configuration file that may come from elsewhere: from a file of its own, or from the environment. */
export interface SecretKey {
  /** Name of the secret, also of its file in systemd's folder of credentials. */
  readonly name: 'api_password' | 'hipay_password' | 'hash_key';
  /** The keys under which the configuration file has the secret. */
  readonly path: readonly string[];
  /** The key under `connector:` that names its file. */
  readonly fileKey: `${string}_file`;
}

export const secretKeys: readonly SecretKey[] = [
  { name: 'api_password', path: ['api_password'], fileKey: 'api_password_file' },
  { name: 'hipay_password', path: ['hipay_password'], fileKey: 'hipay_password_file' },
  { name: 'hash_key', path: ['connector', 'hash_key'], fileKey: 'hash_key_file' },
];

const placeholder = '********';

/**
 * Fills in stars for the till's password if the configuration does not hold it. For code that checks a configuration without
 * its secrets: no configuration is valid without this password.
 */
export const withPasswordPlaceholder = (raw: unknown): unknown =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) && !Object.hasOwn(raw, 'api_password')
    ? { ...raw, api_password: placeholder }
    : raw;
