import { expect, test } from 'vitest';
import { setBadge } from '../../../src/pwa/page/page-effects.ts';

test('the badge shows the number of waiting entries and disappears with the last; a browser that has no badges or refuses causes no error', async () => {
  const calls: (number | 'clear')[] = [];
  const browser = {
    setAppBadge: async (count: number) => void calls.push(count),
    clearAppBadge: async () => void calls.push('clear'),
  };
  setBadge(browser, 3);
  setBadge(browser, 0);
  expect(calls).toEqual([3, 'clear']);
  setBadge({}, 3);
  setBadge({ setAppBadge: () => Promise.reject(new Error('no icon')) }, 3);
  await new Promise((done) => setTimeout(done));
});
