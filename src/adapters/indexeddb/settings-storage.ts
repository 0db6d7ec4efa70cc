import {
  type SealedSecrets,
  type SettingsStore,
  settingsSecrets,
  storedSettings,
} from '../../core/ports/storage.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { ConnectorDatabase } from './connector-database.ts';

/**
 * Stores the settings in this browser. HiPay's password and hash key are encrypted with AES-GCM. The browser does not
 * export the encryption key, so a copy of the profile's files does not reveal these secrets. Code of this origin can
 * still read them.
 */
export function indexedDbSettings(database: ConnectorDatabase): SettingsStore {
  return {
    async read() {
      const parsed = storedSettings.safeParse(await database.get('settings', 'settings'));
      if (!parsed.success) return undefined;
      const key = await database.get('settings', 'key');
      if (!(key instanceof CryptoKey)) return parsed.data.settings;
      const secrets = settingsSecrets.parse(JSON.parse(await unseal(key, parsed.data.sealed)));
      return { ...parsed.data.settings, hipay: { ...parsed.data.settings.hipay, ...secrets } };
    },
    async write(next) {
      const { password, hashKey } = next.hipay;
      const withoutSecrets: Settings = { ...next, hipay: { ...next.hipay, password: '', hashKey: '' } };
      const sealed = await seal(await sealingKey(database), JSON.stringify({ password, hashKey }));
      const tx = database.transaction('settings', 'readwrite', { durability: 'strict' });
      await Promise.all([tx.store.put({ settings: withoutSecrets, sealed }, 'settings'), tx.done]);
    },
  };
}

async function sealingKey(database: ConnectorDatabase): Promise<CryptoKey> {
  const found = await database.get('settings', 'key');
  if (found instanceof CryptoKey) return found;
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  // Another write, perhaps in another tab, may have created a key meanwhile. That key stays, because only that key can
  // decrypt the secrets of that write.
  const tx = database.transaction('settings', 'readwrite', { durability: 'strict' });
  const existing = await tx.store.get('key');
  if (existing instanceof CryptoKey) return existing;
  await Promise.all([tx.store.put(key, 'key'), tx.done]);
  return key;
}

async function seal(key: CryptoKey, text: string): Promise<SealedSecrets> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bytes = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(text));
  return { iv, bytes };
}

async function unseal(key: CryptoKey, { iv, bytes }: SealedSecrets): Promise<string> {
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: iv as BufferSource }, key, bytes);
  return new TextDecoder().decode(plain);
}
