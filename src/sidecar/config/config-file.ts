import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type ConfigReading, readShopConfig } from '../../core/settings/config-file.ts';
import { inEnglish } from '../../core/settings/english-remarks.ts';
import { cutRemarks } from '../../core/settings/pasted-values.ts';
import { encodingRemarks } from '../../core/settings/remark.ts';
import { decodeText } from '../../core/text-encoding.ts';
import { readDigest } from '../access/password-digest.ts';

export type ConfigFile = { readonly path: string; readonly reading: ConfigReading };

/**
 * Reads the named configuration file, otherwise `config.yml` in the folder. Undefined: there is none. The YAML parser also
 * reads JSON. The failsafe schema reads every value as a text, so that `rank: 001` does not become the number 1.
 */
export async function readConfigFile(
  named: string | undefined,
  folder: string,
): Promise<ConfigFile | undefined> {
  const path = named ?? join(folder, 'config.yml');
  try {
    const { text, encoding } = decodeText(await readFile(path));
    const reading = readShopConfig(parse(text, { schema: 'failsafe' }));
    return {
      path,
      reading: withNotes(reading, [...encodingRemarks(encoding), ...cutRemarks(text)].map(inEnglish)),
    };
  } catch (error) {
    if (named === undefined && (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    return { path, reading: { ok: false, errors: [firstLine(error)] } };
  }
}

/**
 * The path of a configuration file that holds a secret: HiPay's password or passphrase, or the password of the till other
 * than as a digest. A file that cannot be read may hold one.
 */
export function pathWithSecrets(file: ConfigFile | undefined): string | undefined {
  if (!file?.reading.ok) return file?.path;
  const { settings, sidecar } = file.reading.config;
  const { password, hashKey } = settings.hipay;
  const holdsSecret = password !== '' || hashKey !== '' || !readDigest(sidecar.apiPassword);
  return holdsSecret ? file.path : undefined;
}

const withNotes = (reading: ConfigReading, notes: readonly string[]): ConfigReading =>
  reading.ok
    ? { ok: true, config: { ...reading.config, notes: [...notes, ...reading.config.notes] } }
    : { ok: false, errors: [...reading.errors, ...notes] };

const firstLine = (error: unknown): string => (error as Error).message.split('\n')[0] ?? '';
