import { expect, test } from 'vitest';
import { setBadge } from '../../../src/pwa/page/page-effects.ts';

test('the badge shows the number of waiting entries and disappears with the last; a browser that has no badges or refuses causes no error', async () => {
  const said: (number | 'clear')[] = [];
  const maker = {
    setAppBadge: async (count: number) => void said.push(count),
    clearAppBadge: async () => void said.push('clear'),
  };
  setBadge(maker, 3);
  setBadge(maker, 0);
  expect(said).toEqual([3, 'clear']);
  setBadge({}, 3);
  setBadge({ setAppBadge: () => Promise.reject(new Error('no icon')) }, 3);
  await new Promise((done) => setTimeout(done));
});
