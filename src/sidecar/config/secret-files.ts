import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type SecretKey, secretKeys } from '../../core/settings/secret-keys.ts';
import { decodeText } from '../../core/text-encoding.ts';

/** Where the secrets come from that the configuration file does not hold. */
export interface SecretSources {
  /** The home folder, where a relative path starts. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface FilledSecrets {
  readonly raw: unknown;
  /** What is wrong with a source, without the secret. */
  readonly faults: readonly string[];
  /** Files of secrets that the configuration names. */
  readonly files: readonly string[];
  /** Names of the secrets that come from elsewhere. */
  readonly names: ReadonlySet<SecretKey['name']>;
}

export const secretVariables: Readonly<Record<SecretKey['name'], string>> = {
  api_password: 'HIPAY_ECR_API_PASSWORD',
  hipay_password: 'HIPAY_ECR_HIPAY_PASSWORD',
  hash_key: 'HIPAY_ECR_HASH_KEY',
};

type Group = Readonly<Record<string, unknown>>;

const isGroup = (value: unknown): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Fills in the secrets that a configuration does not hold itself. Each comes from the first of these that has it: the file that
 * the configuration names, systemd's folder of credentials, the environment.
 */
export async function fillSecrets(raw: unknown, sources: SecretSources): Promise<FilledSecrets> {
  if (!isGroup(raw)) return { raw, faults: [], files: [], names: new Set() };
  const connector = isGroup(raw['connector']) ? raw['connector'] : {};
  let filled: Group = raw;
  const faults: string[] = [];
  const files: string[] = [];
  const names = new Set<SecretKey['name']>();
  for (const key of secretKeys) {
    const named = connector[key.fileKey];
    const isHeld = key.path.length === 1 ? Object.hasOwn(raw, key.name) : Object.hasOwn(connector, key.name);
    if (isHeld && named !== undefined)
      faults.push(
        `${key.path.join('.')}: the file holds it, and names connector.${key.fileKey}. Keep one of the two.`,
      );
    if (isHeld) continue;
    const found = await findSecret(key, typeof named === 'string' ? named : undefined, sources);
    if (found === undefined) continue;
    if ('file' in found) files.push(found.file);
    if ('fault' in found) {
      faults.push(found.fault);
      continue;
    }
    names.add(key.name);
    // Spaces around a secret in a file or a variable do not belong to it.
    const secret = found.secret.trim();
    filled =
      key.path.length === 1
        ? { ...filled, [key.name]: secret }
        : {
            ...filled,
            connector: { ...(filled['connector'] as Group | undefined), [key.name]: secret },
          };
  }
  return { raw: filled, faults, files, names };
}

type Found =
  | { readonly secret: string; readonly file?: string }
  | { readonly fault: string; readonly file?: string };

async function findSecret(
  { name, fileKey }: SecretKey,
  named: string | undefined,
  { folder, env }: SecretSources,
): Promise<Found | undefined> {
  if (named !== undefined) {
    const file = resolve(folder, named);
    return { file, ...(await readSecret(file, `connector.${fileKey}`)) } as Found;
  }
  const credentials = env['CREDENTIALS_DIRECTORY'];
  if (credentials) {
    const found = await readSecret(join(credentials, name), `the credential ${name}`, 'may be missing');
    if (found) return found;
  }
  const variable = env[secretVariables[name]];
  return variable ? { secret: variable } : undefined;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EISDIR: 'it is a folder',
};

/** Reads the one line of a file. Undefined if the file may be missing, and is missing or empty. */
async function readSecret(
  path: string,
  what: string,
  presence: 'must be there' | 'may be missing' = 'must be there',
): Promise<{ secret: string } | { fault: string } | undefined> {
  try {
    const secret = decodeText(await readFile(path)).text.replace(/\r?\n$/, '');
    // A unit of systemd sets an empty line where there is no file.
    if (secret === '' && presence === 'may be missing') return undefined;
    if (secret === '') return { fault: `${what}: ${path} is empty. Write the secret into it.` };
    if (/[\r\n]/.test(secret))
      return { fault: `${what}: ${path} has more than one line. Write only the secret into it.` };
    return { secret };
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && presence === 'may be missing') return undefined;
    return { fault: `${what}: ${path} cannot be read: ${reasons[code] ?? code} (${code}).` };
  }
}
