import type { VisibleSettings } from '../relay/connector-api.ts';
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
