import { describe, expect, it } from 'vitest';
import { frameVerdict, isWebOrigin } from '../../../src/pwa/page/web-tills.ts';

describe('who may knock', () => {
  it.each(['https://till.example', 'http://localhost:3000', 'http://[::1]:80'])('%s', (origin) =>
    expect(isWebOrigin(origin)).toBe(true),
  );
  it.each(['null', '', 'file://', 'chrome-extension://abc', 'https://a.example/path', 'https://a b'])(
    'not %j',
    (origin) => expect(isWebOrigin(origin)).toBe(false),
  );
});

describe('a frame', () => {
  const verdict = (hostname: string, around: string[], caller = around[0] ?? '') =>
    frameVerdict({ location: { hostname, ancestorOrigins: around } }, caller);
  it('none at all: a window of its own', () =>
    expect(verdict('localhost', [], 'https://any.example')).toBe('fine'));
  it.each([
    ['localhost', 'http://localhost:3000'],
    ['connector.shop.example', 'https://shop.example'],
    ['shop.example', 'https://till.shop.example'],
  ])('of %s in %s', (hostname, origin) => expect(verdict(hostname, [origin])).toBe('fine'));
  it.each([
    ['localhost', 'https://till.example'],
    ['localhost', 'http://127.0.0.1:3000'],
    ['a.example', 'https://b.example'],
    ['a.shop.example', 'https://b.shop.example'],
    ['evilshop.example', 'https://shop.example'],
    ['localhost', 'http://evil.localhost:80'],
  ])('not of %s in %s: its storage would be another', (hostname, origin) =>
    expect(verdict(hostname, [origin])).toBe('other-site'),
  );
  it('not for another page than those around it', () =>
    expect(verdict('localhost', ['http://localhost:3000'], 'http://localhost:4000')).toBe('other-site'));
  it('not where one of several around it is of another site', () =>
    expect(verdict('localhost', ['http://localhost:3000', 'https://evil.example'])).toBe('other-site'));
});
