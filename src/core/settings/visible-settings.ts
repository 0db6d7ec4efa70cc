import type { VisibleSettings } from '../connector-api/connector-api.ts';
import type { Settings } from './settings.ts';

/** Settings for the screens: whether a secret is set, never the secret. */
export function visibleSettings(settings: Settings, provisioned: boolean): VisibleSettings {
  const { password, hashKey, ...hipay } = settings.hipay;
  return {
    ...settings,
    hipay: { ...hipay, passwordSet: password !== '', hashKeySet: hashKey !== '' },
    provisioned,
  };
}

/** An empty secret in a form keeps the stored one. */
export const keepSecrets = (next: Settings, stored: Settings): Settings => ({
  ...next,
  hipay: {
    ...next.hipay,
    password: next.hipay.password || stored.hipay.password,
    hashKey: next.hipay.hashKey || stored.hipay.hashKey,
  },
});

/** Settings for the page. Without HiPay's secrets if the sidecar sends the notifications itself. */
export const pageSettings = (settings: Settings): Settings =>
  settings.hipay.route === 'relay'
    ? { ...settings, hipay: { ...settings.hipay, password: '', hashKey: '' } }
    : settings;

/** Settings for saving: their empty secrets keep the stored ones. */
export function settingsOf(visible: VisibleSettings): Settings {
  const { provisioned: _provisioned, hipay, ...rest } = visible;
  const { passwordSet: _passwordSet, hashKeySet: _hashKeySet, ...account } = hipay;
  return { ...rest, hipay: { ...account, password: '', hashKey: '' } };
}
