import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ConfigReading, readShopConfig, type ShopConfig } from '../../core/settings/config-file.ts';
import { inEnglish } from '../../core/settings/english-remarks.ts';
import { cutRemarks } from '../../core/settings/pasted-values.ts';
import { encodingRemarks } from '../../core/settings/remark.ts';
import { decodeText } from '../../core/text-encoding.ts';
import { readDigest } from '../access/password-digest.ts';
import { foreignOwner } from '../system/file-owner.ts';
import { fileReasons, useFault } from '../system/file-reasons.ts';
import { type System, thisSystem } from '../system/systems.ts';
import { readConfigYaml } from './config-yaml.ts';
import { type FilledSecrets, fillSecrets } from './secret-files.ts';

export interface ConfigFile {
  readonly path: string;
  readonly reading: ConfigReading;
  /** The secrets that come from elsewhere. Absent: none. */
  readonly secrets?: Pick<FilledSecrets, 'names' | 'files'>;
}

/**
 * Reads the named configuration file, otherwise `config.yml` in the folder. Undefined: there is none. The YAML parser also
 * reads JSON.
 */
export async function readConfigFile(
  named: string | undefined,
  folder: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ConfigFile | undefined> {
  const path = named ?? join(folder, 'config.yml');
  try {
    const { text, encoding } = decodeText(await readFile(path));
    const yaml = readConfigYaml(text);
    if (!yaml.ok) return { path, reading: { ok: false, errors: [yaml.fault] } };
    const { raw, faults, ...secrets } = await fillSecrets(yaml.document.toJS(), { folder, env });
    if (faults.length > 0) return { path, secrets, reading: { ok: false, errors: faults } };
    const reading = readShopConfig(raw);
    const remarks = [...encodingRemarks(encoding), ...cutRemarks(text)].map(inEnglish);
    const notes = [...yaml.notes, ...remarks];
    return { path, secrets, reading: withNotes(reading, notes) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (named === undefined && code === 'ENOENT') return undefined;
    return { path, reading: { ok: false, errors: [readFaultText(error, path)] } };
  }
}

/**
 * The paths that hold a secret: the files that the configuration names for one, and the configuration file itself, if it holds
 * HiPay's password or passphrase, or the password of the till other than as a digest. A file that cannot be read may hold one.
 */
export function pathsWithSecrets(file: ConfigFile | undefined): string[] {
  if (!file) return [];
  const { path, reading, secrets } = file;
  const files = secrets?.files ?? [];
  return !reading.ok || holdsSecret(reading.config, secrets?.names) ? [path, ...files] : [...files];
}

function holdsSecret({ settings, sidecar }: ShopConfig, namesElsewhere?: FilledSecrets['names']): boolean {
  const { password, hashKey } = settings.hipay;
  return (
    (password !== '' && !namesElsewhere?.has('hipay_password')) ||
    (hashKey !== '' && !namesElsewhere?.has('hash_key')) ||
    !(namesElsewhere?.has('api_password') || readDigest(sidecar.apiPassword))
  );
}

const withNotes = (reading: ConfigReading, notes: readonly string[]): ConfigReading =>
  reading.ok
    ? { ok: true, config: { ...reading.config, notes: [...notes, ...reading.config.notes] } }
    : { ok: false, errors: [...reading.errors, ...notes] };

/** Why the file cannot be read, and what to do if the system refuses it. */
export function readFaultText(error: unknown, path: string, system: System = thisSystem): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (!(code in fileReasons) || code === 'ENOENT' || code === 'ENOTDIR') return firstLine(error);
  const { reason, remedy } = useFault(code, path, foreignOwner(path), system);
  return `${reason} (${code}). ${remedy}.`;
}

const firstLine = (error: unknown): string => (error as Error).message.split('\n')[0] ?? '';
