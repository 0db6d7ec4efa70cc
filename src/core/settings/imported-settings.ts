import { readIncumbentConfig } from './config-file.ts';
import { type Remark, remark } from './remark.ts';
import type { Settings } from './settings.ts';
import { settingsFaultCode } from './settings-checks.ts';
import { readSettingsFile } from './settings-file.ts';

export type ImportReading =
  | {
      readonly ok: true;
      readonly settings: Settings;
      readonly hasPassword: boolean;
      readonly notes: readonly Remark[];
    }
  | { readonly ok: false; readonly errors: readonly Remark[] };

/**
 * Imports settings from another till's file or from HiPay's `config.yml`. Keeps this till's link and network address of
 * the terminal, its route to HiPay and its replaced or simulated gateway. `readYaml` must keep every value a string.
 * Returns errors if the text is neither.
 */
export async function importSettings(
  text: string,
  present: Settings,
  readYaml: (text: string) => Promise<unknown>,
): Promise<ImportReading> {
  const fromTill = readSettingsFile(text, present);
  if (!fromTill.ok && fromTill.why === 'newer') return { ok: false, errors: [remark('newer')] };
  if (!fromTill.ok) return keepOwnChoices(fromConfig(await readYaml(text)), present);
  const { settings, notTaken } = fromTill;
  const notes = notTaken.map(({ path, why }) => remark(`not-taken-${why}`, path));
  return keepOwnChoices({ ok: true, settings, hasPassword: false, notes }, present);
}

function fromConfig(raw: unknown): ImportReading {
  const reading = readIncumbentConfig(raw);
  if (!reading.ok) return reading;
  const { settings, notes } = reading.config;
  return { ok: true, settings, hasPassword: settings.hipay.password !== '', notes };
}

function keepOwnChoices(read: ImportReading, present: Settings): ImportReading {
  if (!read.ok) return read;
  const { route, gatewayUrl, simulated } = present.hipay;
  const { link, tcp } = present.terminal;
  const settings: Settings = {
    ...read.settings,
    terminal: { ...read.settings.terminal, link, tcp },
    hipay: { ...read.settings.hipay, route, gatewayUrl, simulated },
  };
  const fault = settingsFaultCode(settings);
  return fault ? { ok: false, errors: [remark(fault)] } : { ...read, settings };
}
