import { describe, expect, it } from 'vitest';
import type { SettingsStore } from '../../src/core/ports/storage.ts';
import { someSettings } from '../fakes/payment-examples.ts';

export interface SettingsStoreSetup {
  readonly store: SettingsStore;
  /** The same data, read after a restart of the program. */
  reopened(): Promise<SettingsStore>;
}

const shop = () =>
  someSettings({ hipay: { login: 'shop', password: 'pä55 “€”', hashKey: 'k3y' }, environment: 'stage' });

/** The acceptance tests of every settings store. `fresh` creates an empty store. */
export function settingsStoreContract(title: string, fresh: () => Promise<SettingsStoreSetup>): void {
  describe(`${title}: settings`, () => {
    it('are absent before the first write', async () => {
      const { store, reopened } = await fresh();
      expect(await store.read()).toBeUndefined();
      expect(await (await reopened()).read()).toBeUndefined();
    });
    it('are read back completely, secrets included, at once and after a reopening', async () => {
      const { store, reopened } = await fresh();
      await store.write(shop());
      expect(await store.read()).toEqual(shop());
      expect(await (await reopened()).read()).toEqual(shop());
    });
    it('are those of the last write', async () => {
      const { store, reopened } = await fresh();
      await store.write(shop());
      const next = someSettings({ hipay: { login: 'other', password: 'new' } });
      await store.write(next);
      expect(await (await reopened()).read()).toEqual(next);
    });
    it('can be written without their secrets', async () => {
      const { store, reopened } = await fresh();
      await store.write(shop());
      const bare = someSettings({ hipay: { login: 'shop', password: '', hashKey: '' } });
      await store.write(bare);
      expect(await (await reopened()).read()).toEqual(bare);
    });
    it('are copies: later changes by the writer or a reader do not reach the store', async () => {
      const { store } = await fresh();
      const written = shop();
      await store.write(written);
      written.hipay.login = 'changed after writing';
      const first = await store.read();
      first!.hipay.login = 'changed after reading';
      expect(await store.read()).toEqual(shop());
    });
    it('many simultaneous writes end with the secrets of one of them, not with a mixture', async () => {
      const { store, reopened } = await fresh();
      const each = ['a', 'b', 'c'].map((name) =>
        someSettings({ hipay: { login: name, password: name, hashKey: name } }),
      );
      await Promise.all(each.map((settings) => store.write(settings)));
      const kept = await (await reopened()).read();
      expect(each).toContainEqual(kept);
    });
  });
}
