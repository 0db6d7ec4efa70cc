import { describe, expect, it } from 'vitest';
import { saveFoundTerminal } from '../../../src/adapters/sidecar-client/sidecar-http.ts';

const found = { language: 'caisse-ap-v3' } as const;
const answering =
  (body: string, asked: RequestInit[] = []): typeof fetch =>
  async (_, init) => {
    asked.push(init ?? {});
    return new Response(body);
  };

describe('asking the sidecar to keep the settings of a terminal', () => {
  it('sends the found settings to the page’s own origin only', async () => {
    const asked: RequestInit[] = [];
    expect(await saveFoundTerminal('/here', found, answering('{"kept":true}', asked))).toBe(true);
    expect(asked[0]).toMatchObject({
      method: 'POST',
      body: JSON.stringify(found),
      redirect: 'error',
      credentials: 'same-origin',
    });
  });
  it.each([
    ['the sidecar did not keep them', answering('{"kept":false}')],
    ['the sidecar is an older version without this route', answering('<!doctype html>')],
    ['the answer has another form', answering('{"ok":true}')],
    ['the sidecar is not reachable', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('returns false if %s', async (_, fetchSidecar) => {
    expect(await saveFoundTerminal('/here', found, fetchSidecar as typeof fetch)).toBe(false);
  });
});
