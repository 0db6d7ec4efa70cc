import type { VisibleSettings } from '../connector-api/connector-api.ts';
import type { Settings } from './settings.ts';

/** For screens: whether a secret is set, never the secret. */
export function visibleSettings(settings: Settings, provisioned: boolean): VisibleSettings {
  const { password, hashKey, ...hipay } = settings.hipay;
  return {
    ...settings,
    hipay: { ...hipay, passwordSet: password !== '', hashKeySet: hashKey !== '' },
    provisioned,
  };
}

/** A form that leaves a secret empty means the stored one. */
export const keepSecrets = (next: Settings, stored: Settings): Settings => ({
  ...next,
  hipay: {
    ...next.hipay,
    password: next.hipay.password || stored.hipay.password,
    hashKey: next.hipay.hashKey || stored.hipay.hashKey,
  },
});

/** What the sidecar hands to the page. Where it sends the notifications itself, HiPay's secrets stay with it. */
export const pageSettings = (settings: Settings): Settings =>
  settings.hipay.route === 'relay'
    ? { ...settings, hipay: { ...settings.hipay, password: '', hashKey: '' } }
    : settings;

/** The settings as they can be saved again: an empty secret leaves the stored one as it is. */
export function settingsOf(visible: VisibleSettings): Settings {
  const { provisioned: _provisioned, hipay, ...rest } = visible;
  const { passwordSet: _passwordSet, hashKeySet: _hashKeySet, ...account } = hipay;
  return { ...rest, hipay: { ...account, password: '', hashKey: '' } };
}
