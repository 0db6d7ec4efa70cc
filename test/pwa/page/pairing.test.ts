import { describe, expect, test } from 'vitest';
import { pair, tokenOf } from '../../../src/pwa/page/pairing.ts';

function fakePage(hash: string, answer: () => Promise<{ ok: boolean }>) {
  const asked: { url: string; init: RequestInit }[] = [];
  const page = {
    hash,
    dropped: false,
    asked,
    dropHash() {
      page.dropped = true;
    },
    fetch(url: string, init: RequestInit) {
      // The token is removed from the address before it is sent.
      expect(page.dropped).toBe(true);
      asked.push({ url, init });
      return answer();
    },
  };
  return page;
}

describe('pairing', () => {
  test('sends the token once and removes it from the address', async () => {
    const page = fakePage('#pair=abc_DEF-123', async () => ({ ok: true }));
    expect(await pair(page)).toBe('paired');
    expect(page.asked).toMatchObject([
      { url: '/pair', init: { method: 'POST', body: '{"token":"abc_DEF-123"}', credentials: 'same-origin' } },
    ]);
  });

  test('reports a used link, and a sidecar that is away', async () => {
    expect(await pair(fakePage('#pair=abc', async () => ({ ok: false })))).toBe('refused');
    expect(await pair(fakePage('#pair=abc', () => Promise.reject(new TypeError('failed'))))).toBe(
      'unreachable',
    );
  });

  test('sends nothing for any other address, and leaves it unchanged', async () => {
    const page = fakePage('#/payments', async () => ({ ok: true }));
    expect(await pair(page)).toBe('none');
    expect(page).toMatchObject({ dropped: false, asked: [] });
  });

  test.each(['#pair=', '#pair=a b', '#pair=<b>', '#/pair=abc'])('%s is no token', (hash) => {
    expect(tokenOf(hash)).toBeUndefined();
  });
});
