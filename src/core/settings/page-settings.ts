import type { Settings } from './settings.ts';

/** What the sidecar hands to the page. Where it sends the notifications itself, HiPay's secrets stay with it. */
export const pageSettings = (settings: Settings): Settings =>
  settings.hipay.route === 'relay'
    ? { ...settings, hipay: { ...settings.hipay, password: '', hashKey: '' } }
    : settings;
