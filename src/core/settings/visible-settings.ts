import * as z from 'zod/mini';
import { type Settings, settings as settingsSchema } from './settings.ts';

/** Settings for the screens. They show whether a secret is set, but never contain it. */
export const visibleSettings = z.extend(settingsSchema, {
  hipay: z.extend(z.omit(settingsSchema.shape.hipay.def.innerType, { password: true, hashKey: true }), {
    passwordSet: z.boolean(),
    hashKeySet: z.boolean(),
  }),
  /** True: the sidecar's configuration file provides the settings, and the form is read-only. */
  provisioned: z.boolean(),
});

export type VisibleSettings = z.infer<typeof visibleSettings>;

/** Removes the secrets for the screens. */
export function hideSecrets(settings: Settings, provisioned: boolean): VisibleSettings {
  const { password, hashKey, ...hipay } = settings.hipay;
  return {
    ...settings,
    hipay: { ...hipay, passwordSet: password !== '', hashKeySet: hashKey !== '' },
    provisioned,
  };
}

/** Fills empty secrets of the form with the stored ones. */
export const keepSecrets = (next: Settings, stored: Settings): Settings => ({
  ...next,
  hipay: {
    ...next.hipay,
    password: next.hipay.password || stored.hipay.password,
    hashKey: next.hipay.hashKey || stored.hipay.hashKey,
  },
});

/** Settings for the page. They lack HiPay's secrets if the sidecar itself sends the notifications. */
export const pageSettings = (settings: Settings): Settings =>
  settings.hipay.route === 'relay'
    ? { ...settings, hipay: { ...settings.hipay, password: '', hashKey: '' } }
    : settings;

/** Converts visible settings for saving. Their secrets are empty, so `keepSecrets` fills in the stored ones. */
export function settingsOf(visible: VisibleSettings): Settings {
  const { provisioned: _provisioned, hipay, ...rest } = visible;
  const { passwordSet: _passwordSet, hashKeySet: _hashKeySet, ...account } = hipay;
  return { ...rest, hipay: { ...account, password: '', hashKey: '' } };
}
