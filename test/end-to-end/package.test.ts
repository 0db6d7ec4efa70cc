import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, terminalReady } from './connector-page.ts';
import { startSidecar } from './running-sidecar.ts';
import { seedPayment } from './seed-payment.ts';

// A computer with Node and a browser, and without a network: what the package itself lacks cannot come from anywhere.
const top = fileURLToPath(new URL('../..', import.meta.url));
const yard = mkdtempSync(join(tmpdir(), 'hipay-ecr-package-'));
const folder = join(yard, 'shop');
const offline = [
  '--offline',
  `--cache=${join(yard, 'empty-cache')}`,
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
];
const npm = (cwd: string, ...args: string[]) => execFileSync('npm', args, { cwd, encoding: 'utf8' });
let files: string[];

beforeAll(() => {
  mkdirSync(folder);
  // Packs the build that is there; building is the task of `prepack`.
  const packed = npm(
    top,
    'pack',
    '--json',
    '--ignore-scripts',
    '--loglevel=error',
    `--pack-destination=${yard}`,
  );
  const [{ filename, files: inside }] = JSON.parse(packed) as [
    { filename: string; files: { path: string }[] },
  ];
  files = inside.map(({ path }) => path);
  npm(folder, 'install', join(yard, filename), ...offline);
});
afterAll(() => rmSync(yard, { recursive: true, force: true }));

describe('the package', () => {
  it('has the program, the page, its papers, and nothing else', () => {
    const others = files.filter((path) => !path.startsWith('dist/pwa/'));
    expect(others.sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/sidecar/main.js',
      'package.json',
    ]);
    const page = files.filter((path) => path.startsWith('dist/pwa/'));
    for (const path of page) {
      expect(path).toMatch(/^dist\/pwa\/([\w-]+\.(html|svg|js|webmanifest)|assets\/[\w-]+\.(js|css))$/);
    }
    expect(page).toContain('dist/pwa/index.html');
    expect(page).toContain('dist/pwa/service-worker.js');
  });
  it('is installed without a network, and brings no other package', () => {
    const installed = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(installed).toEqual(['hipay-ecr-connector']);
  });
  it('names no folder of the computer that built it', () => {
    const inside = join(folder, 'node_modules', 'hipay-ecr-connector');
    for (const path of files) expect(readFileSync(join(inside, path), 'utf8')).not.toContain(top);
  });
  it('npx hipay-ecr start: takes a payment', async () => {
    const sidecar = await startSidecar({
      installed: { command: ['npx', ...offline, 'hipay-ecr'], folder },
      args: ['--browser', '--headless', '--simulate'],
    });
    await terminalReady(sidecar);
    expect((await sidecar.call('POST', '/order', seedPayment())).body).toMatchObject({
      paymentStatus: 'SUCCESS',
      notificationHipaySent: true,
    });
    expect((await sidecar.call('GET', '/stop')).body).toMatchObject({ stopped: true });
    await eventually('it has ended', () =>
      fetch(sidecar.origin).then(
        () => false,
        () => true,
      ),
    );
    await sidecar.stop();
  });
});
