import { describe, expect, it } from 'vitest';
import { frameVerdict, isWebOrigin } from '../../../src/pwa/page/web-tills.ts';

describe('the origin of a web till', () => {
  it.each(['https://till.example', 'http://localhost:3000', 'http://[::1]:80'])(
    '%s may ask to use the connector',
    (origin) => expect(isWebOrigin(origin)).toBe(true),
  );
  it.each(['null', '', 'file://', 'chrome-extension://abc', 'https://a.example/path', 'https://a b'])(
    '%j may not ask to use the connector',
    (origin) => expect(isWebOrigin(origin)).toBe(false),
  );
});

describe('a frame', () => {
  const verdict = (hostname: string, ancestors: string[], caller = ancestors[0] ?? '') =>
    frameVerdict({ location: { hostname, ancestorOrigins: ancestors } }, caller);
  it('is not checked for a page in its own window', () =>
    expect(verdict('localhost', [], 'https://any.example')).toBe('fine'));
  it.each([
    ['localhost', 'http://localhost:3000'],
    ['connector.shop.example', 'https://shop.example'],
    ['shop.example', 'https://till.shop.example'],
  ])('is allowed: %s in %s', (hostname, origin) => expect(verdict(hostname, [origin])).toBe('fine'));
  it.each([
    ['localhost', 'https://till.example'],
    ['localhost', 'http://127.0.0.1:3000'],
    ['a.example', 'https://b.example'],
    ['a.shop.example', 'https://b.shop.example'],
    ['evilshop.example', 'https://shop.example'],
    ['localhost', 'http://evil.localhost:80'],
  ])('is refused: %s in %s, because its storage would be another journal', (hostname, origin) =>
    expect(verdict(hostname, [origin])).toBe('other-site'),
  );
  it('is refused if the caller is not one of its ancestors', () =>
    expect(verdict('localhost', ['http://localhost:3000'], 'http://localhost:4000')).toBe('other-site'));
  it('is refused if one of its ancestors is of another site', () =>
    expect(verdict('localhost', ['http://localhost:3000', 'https://evil.example'])).toBe('other-site'));
});
