import { expect, test, vi } from 'vitest';
import { keepStorage } from '../../../src/pwa/page/keep-storage.ts';

const manager = (persisted: boolean, granted: boolean) => ({
  persisted: vi.fn(async () => persisted),
  persist: vi.fn(async () => granted),
  estimate: async () => ({ usage: 2_000_000, quota: 10_000_000 }),
});

test('persistent storage is not requested again', async () => {
  const browser = manager(true, false);
  expect(await keepStorage(browser)).toEqual({ kept: 'kept', usedBytes: 2_000_000, freeBytes: 8_000_000 });
  expect(browser.persist).not.toHaveBeenCalled();
});
test.each([
  [true, 'kept'],
  [false, 'may-be-cleared'],
] as const)('requests persistent storage; the browser answers %s: reports %s', async (granted, kept) => {
  expect((await keepStorage(manager(false, granted))).kept).toBe(kept);
});
test('reports "not-known" without the API of the browser, and never "kept" if the API fails', async () => {
  expect(await keepStorage(undefined)).toEqual({ kept: 'not-known' });
  const failing = {
    persisted: () => Promise.reject(new Error()),
    estimate: () => Promise.reject(new Error()),
  };
  expect((await keepStorage(failing)).kept).not.toBe('kept');
});
