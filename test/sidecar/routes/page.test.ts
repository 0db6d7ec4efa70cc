import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readShopConfig } from '../../../src/core/settings/config-file.ts';
import { runningSidecar, temporaryFolder } from '../helpers/running-sidecar.ts';

async function withPage() {
  const pageFolder = await temporaryFolder();
  await mkdir(join(pageFolder, 'assets'));
  await writeFile(join(pageFolder, 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(pageFolder, 'service-worker.js'), '//');
  await writeFile(join(pageFolder, 'assets', 'main-abc123.js'), '//');
  const sidecar = await runningSidecar({ pageFolder });
  const get = (path: string, base = `http://localhost:${sidecar.port}`) =>
    fetch(base + path, { redirect: 'manual' });
  return { sidecar, get };
}

test('the page is served without credentials, and never in a frame', async () => {
  const { get, sidecar } = await withPage();
  const reply = await get('/');
  expect(reply.status).toBe(200);
  expect(reply.headers.get('content-type')).toContain('text/html');
  const policy = reply.headers.get('content-security-policy') ?? '';
  for (const directive of [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "worker-src 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html default',
  ]) {
    expect(policy.split('; ')).toContain(directive);
  }
  expect(policy).not.toContain('unsafe');
  expect(policy).toContain(`ws://localhost:${sidecar.port}`);
  expect(Object.fromEntries(reply.headers)).toMatchObject({
    'x-content-type-options': 'nosniff',
    'permissions-policy': expect.stringMatching(
      /^serial=\(self\), usb=\(self\), screen-wake-lock=\(self\), window-management=\(self\), fullscreen=\(self\), accelerometer=\(\), .*camera=\(\)/,
    ),
    'x-frame-options': 'DENY',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-cache',
  });
});

describe('caching', () => {
  test.each([
    ['/service-worker.js', 'no-cache'],
    ['/assets/main-abc123.js', 'public, max-age=31536000, immutable'],
    ['/assets/missing.js', 'no-cache'],
  ])('%s: %s', async (path, expected) => {
    const { get } = await withPage();
    expect((await get(path)).headers.get('cache-control')).toBe(expected);
  });
});

test('redirects 127.0.0.1 to localhost, because 127.0.0.1 would be a second origin with a second journal', async () => {
  const { get, sidecar } = await withPage();
  const reply = await get('/', sidecar.url);
  expect(reply.status).toBe(302);
  expect(reply.headers.get('location')).toBe(`${sidecar.pageUrl}/`);
});

describe('the addresses that the page may reach', () => {
  const reach = async (gateway: 'direct' | 'relay') => {
    const reading = readShopConfig({
      api_username: 'log',
      api_password: 'pwd',
      environment: 'dev',
      connector: { gateway, gateway_url: 'http://127.0.0.1:9999/twin' },
    });
    const sidecar = await runningSidecar(reading.ok ? { config: reading.config } : {});
    const reply = await fetch(`${sidecar.url}/nothing`);
    return reply.headers.get('content-security-policy')?.match(/connect-src ([^;]*)/)?.[1] ?? '';
  };
  test('HiPay and a test gateway on this machine, if the page notifies HiPay itself', async () => {
    const hosts = await reach('direct');
    expect(hosts).toContain('https://secure-gateway.hipay-tpp.com');
    expect(hosts).toContain('https://stage-secure-gateway.hipay-tpp.com');
    expect(hosts).toContain('https://api-gateway.hipay.com');
    expect(hosts).toContain('https://stage-api-gateway.hipay.com');
    expect(hosts).toContain(' http://127.0.0.1:9999');
  });
  test('only this sidecar, if the sidecar notifies HiPay', async () => {
    const hosts = (await reach('relay')).split(' ');
    expect(hosts.filter((host) => !/^('self'|ws:\/\/(localhost|127\.0\.0\.1):\d+)$/.test(host))).toEqual([]);
  });
});

describe('the example till', () => {
  const withExample = async (environment: 'dev' | 'stage') => {
    const dist = await temporaryFolder();
    const example = join(dist, 'sdk', 'example');
    await mkdir(join(example, 'example'), { recursive: true });
    await mkdir(join(dist, 'pwa'));
    await writeFile(join(example, 'example.html'), '<!doctype html><title>Example till</title>');
    await writeFile(join(example, 'example', 'example-abc123.js'), '//');
    const reading = readShopConfig({ api_username: 'log', api_password: 'pwd', environment });
    const sidecar = await runningSidecar({
      pageFolder: join(dist, 'pwa'),
      ...(reading.ok && { config: reading.config }),
    });
    return (path: string, host = `localhost:${sidecar.port}`) =>
      fetch(`http://${host}${path}`, { redirect: 'manual' });
  };
  const files = ['/example', '/example/example-abc123.js'];

  test('is served in dev, under the page’s own policy, and keeps its handle to the connector’s window', async () => {
    const get = await withExample('dev');
    for (const path of files) expect([path, (await get(path)).status]).toEqual([path, 200]);
    const { headers } = await get('/example');
    expect(headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin-allow-popups');
    expect((await get('/example/example-abc123.js')).headers.get('cross-origin-opener-policy')).toBe(
      'same-origin',
    );
  });
  test('redirects every other address to its only one, as the page does', async () => {
    const get = await withExample('dev');
    const { status, headers } = await get(
      '/example',
      (await get('/')).url.replace(/.*localhost:(\d+).*/, '127.0.0.1:$1'),
    );
    expect([status, headers.get('location')]).toEqual([
      302,
      expect.stringMatching(/^http:\/\/localhost:\d+\/example$/),
    ]);
  });
  test.each([
    ...files,
    '/example.html',
    '/example/',
    '/%65xample',
    '/sdk/example/example.html',
    '/../sdk/example/example.html',
  ])('a shop has no %s', async (path) => expect((await (await withExample('stage'))(path)).status).toBe(404));
});
