import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sdkEntries } from '../../src/build/sdk-declarations.ts';
import { terminalReady } from './connector-page.ts';
import { checkout, installPacked, type PackedInstall } from './packed-install.ts';
import { startSidecar } from './running-sidecar.ts';
import { sampleOrder } from './sample-order.ts';

// A computer with Node and a browser but no network, so that anything missing in the package fails the test.
let shop: PackedInstall;

beforeAll(() => {
  shop = installPacked();
});
afterAll(() => shop?.remove());

describe('the package', () => {
  it('has the program, the page, its documents, and nothing else', () => {
    const others = shop.files.filter((path) => !/^dist\/(pwa|sdk|sidecar|launcher)\//.test(path));
    expect(others.sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/SHA256SUMS',
      'dist/THIRD-PARTY-LICENSES',
      'dist/sbom.cdx.json',
      'package.json',
    ]);
    const program = shop.files.filter((path) => path.startsWith('dist/sidecar/'));
    expect(program).toContain('dist/sidecar/main.js');
    for (const path of program) expect(path).toMatch(/^dist\/sidecar\/(main|[\w-]+-[\w-]{8})\.js$/);
    const page = shop.files.filter((path) => path.startsWith('dist/pwa/'));
    for (const path of page) {
      expect(path).toMatch(
        /^dist\/pwa\/(build\.json|[\w-]+\.(html|svg|png|js|webmanifest)|assets\/[\w-]+\.(js|css))$/,
      );
    }
    expect(page).toContain('dist/pwa/index.html');
    expect(page).toContain('dist/pwa/service-worker.js');
  });
  it('has each entry of the SDK with its types and chunks', () => {
    const sdk = shop.files.filter((path) => path.startsWith('dist/sdk/'));
    const entries = Object.keys(sdkEntries).flatMap((name) => [`${name}.js`, `${name}.d.ts`]);
    const expected = [...entries, 'embedded-worker.js'].map((name) => `dist/sdk/${name}`);
    expect(sdk).toEqual(expect.arrayContaining(expected));
    const others = sdk.filter((path) => !expected.includes(path));
    for (const path of others)
      expect(path).toMatch(
        /^dist\/sdk\/(example\/example\.html|(example\/example\/)?[\w-]+-[\w-]{8}\.(js|css))$/,
      );
  });
  it('has a file for each export', () => {
    const { exports, types } = JSON.parse(
      readFileSync(join(shop.folder, 'node_modules', 'hipay-ecr-connector', 'package.json'), 'utf8'),
    ) as { exports: Record<string, string | Record<string, string>>; types: string };
    const named = Object.values(exports).flatMap((one) =>
      typeof one === 'string' ? one : Object.values(one),
    );
    for (const path of [...named, types]) expect(shop.files).toContain(path.replace('./', ''));
  });
  it('is installed without a network, and brings no other package', () => {
    const installed = readdirSync(join(shop.folder, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(installed).toEqual(['hipay-ecr-connector']);
  });
  it('names no folder of the computer that built it', () => {
    const inside = join(shop.folder, 'node_modules', 'hipay-ecr-connector');
    for (const path of shop.files) expect(readFileSync(join(inside, path), 'utf8')).not.toContain(checkout);
  });
  it('has a checksum for each of its other files, as sha256sum reads them', () => {
    const inside = join(shop.folder, 'node_modules', 'hipay-ecr-connector');
    const summed = execFileSync('sha256sum', ['--check', '--strict', 'dist/SHA256SUMS'], { cwd: inside });
    const right = [...summed.toString().matchAll(/^(.+): OK$/gm)].map(([, path]) => path);
    expect(right.sort()).toEqual(shop.files.filter((path) => path !== 'dist/SHA256SUMS').sort());
  });
  it('takes a payment after `npx hipay-ecr start`', async () => {
    const sidecar = await startSidecar({
      installed: shop,
      args: ['--browser', '--headless', '--simulate'],
    });
    await terminalReady(sidecar);
    expect((await sidecar.call('POST', '/order', sampleOrder())).body).toMatchObject({
      paymentStatus: 'SUCCESS',
      notificationHipaySent: true,
    });
    expect((await sidecar.call('GET', '/stop')).body).toMatchObject({ stopped: true });
    await sidecar.ended;
    await sidecar.stop();
  });
});
