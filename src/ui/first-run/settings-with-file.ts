import type { VisibleSettings } from '../../core/relay/connector-api.ts';
import type { TerminalLamp } from '../../core/relay/snapshot.ts';
import type { ImportReading } from '../../core/settings/imported-settings.ts';
import type { Settings } from '../../core/settings/settings.ts';

/** What was read of a file stands in the form, to be looked at before it is saved. */
export function visibleWithFile(settings: VisibleSettings, file: ImportReading | undefined): VisibleSettings {
  if (!file?.ok) return settings;
  const { password: _p, hashKey: _h, ...hipay } = file.settings.hipay;
  const { passwordSet, hashKeySet } = settings.hipay;
  return {
    ...settings,
    ...file.settings,
    hipay: {
      ...hipay,
      passwordSet: passwordSet || file.hasPassword,
      hashKeySet: hashKeySet || file.settings.hipay.hashKey !== '',
    },
  };
}

/** The secrets that the form leaves empty are those of the file. */
export function withSecretsOfFile(next: Settings, file: ImportReading | undefined): Settings {
  const fromFile = file?.ok ? file.settings.hipay : undefined;
  const { hipay } = next;
  const secrets = {
    password: hipay.password || fromFile?.password || '',
    hashKey: hipay.hashKey || fromFile?.hashKey || '',
  };
  return { ...next, hipay: { ...hipay, ...secrets } };
}

/** A terminal that answers has its line found already: a file knows it no better. */
export function withPresentTerminal(
  next: Settings,
  present: VisibleSettings['terminal'],
  lamp: TerminalLamp,
): Settings {
  if (lamp.state !== 'ready') return next;
  const { serial, language } = present;
  return { ...next, terminal: { ...next.terminal, serial, language } };
}
