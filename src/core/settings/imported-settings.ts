import { readIncumbentConfig } from './config-file.ts';
import { type Remark, remark } from './remark.ts';
import { withPasswordPlaceholder } from './secret-keys.ts';
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
 * Imports settings from another till's file or from HiPay's `config.yml`; returns errors if the text is neither. This till
 * keeps its own link to the terminal, the terminal's network address, its route to HiPay, and its replaced or simulated
 * gateway. `readYaml` must keep every value a string.
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
  const reading = readIncumbentConfig(withPasswordPlaceholder(raw));
  if (!reading.ok) return reading;
  const { settings, notes } = reading.config;
  return { ok: true, settings, hasPassword: settings.hipay.password !== '', notes };
}

function keepOwnChoices(reading: ImportReading, present: Settings): ImportReading {
  if (!reading.ok) return reading;
  const { route, gatewayUrl, simulated } = present.hipay;
  const { link, tcp } = present.terminal;
  const settings: Settings = {
    ...reading.settings,
    terminal: { ...reading.settings.terminal, link, tcp },
    hipay: { ...reading.settings.hipay, route, gatewayUrl, simulated },
  };
  const fault = settingsFaultCode(settings);
  return fault ? { ok: false, errors: [remark(fault)] } : { ...reading, settings };
}
