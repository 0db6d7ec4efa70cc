import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextWithoutServiceWorker, eventually, launchBrowser } from './connector-page.ts';
import { checkout, installPacked, type PackedInstall } from './packed-install.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { shopConfig } from './sample-order.ts';
import { type ServedFolder, serveFolder } from './served-folder.ts';

// Tills as integrators write them. Each is a folder in which the packed SDK is installed, with a short page.

const tills = fileURLToPath(new URL('tills', import.meta.url));
const cleanUps: (() => unknown)[] = [];
let browser: Browser;
let context: BrowserContext;
let sidecar: RunningSidecar;

beforeAll(async () => {
  sidecar = await startSidecar({ args: ['--simulate'], config: shopConfig() });
  cleanUps.push(() => sidecar.stop());
  browser = await launchBrowser();
  context = await contextWithoutServiceWorker(browser);
  const connector = await context.newPage();
  await connector.goto(sidecar.pairingLink);
  await eventually(
    'the page is paired',
    async () => (await sidecar.call('GET', '/health')).body['page'] === 'open',
  );
});
afterAll(async () => {
  await browser.close();
  for (const step of cleanUps.splice(0).reverse()) await step();
});

function installInto(till: string): PackedInstall {
  const installed = installPacked();
  cleanUps.push(() => installed.remove());
  cpSync(join(tills, till), installed.folder, { recursive: true });
  return installed;
}

async function serve(folder: string): Promise<ServedFolder> {
  const site = await serveFolder(folder);
  cleanUps.push(() => site.close());
  return site;
}

/** Clicks the till's button, allows it in the connector's window, and reads the till's final text. */
async function payAt(site: ServedFolder): Promise<string> {
  const till = await context.newPage();
  await till.goto(`${site.origin}/?connector=${encodeURIComponent(sidecar.origin)}`);
  const popup = context.waitForEvent('page');
  await till.getByRole('button', { name: 'Pay' }).click();
  const dialog = (await popup).getByRole('dialog');
  await dialog.getByRole('button', { name: 'Allow', exact: true }).click();
  const shown = till.locator('output', { hasText: ':' });
  await shown.waitFor();
  return shown.innerText();
}

/** The requested files of the connector itself. A till that uses a sidecar or a window needs none of them. */
const connectorFiles = (site: ServedFolder) =>
  site.requestedPaths.filter((path) => /embedded|zod/.test(path));

describe('a page with a script tag, without a bundler', () => {
  it('pays through the connector’s window, and loads nothing of the connector itself', async () => {
    const { folder } = installInto('plain');
    const site = await serve(folder);
    expect(await payAt(site)).toBe('window: APPROVED 10.23 EUR');
    expect(connectorFiles(site)).toEqual([]);
  });
});

describe('a till with Vite and React', () => {
  let folder: string;
  const runTool = (path: string, ...args: string[]) =>
    execFileSync(process.execPath, [join(checkout, 'node_modules', path), ...args], {
      cwd: folder,
      encoding: 'utf8',
    });

  beforeAll(() => {
    ({ folder } = installInto('react'));
    const modules = join(folder, 'node_modules');
    mkdirSync(join(modules, '@types'));
    // Links the packages of this checkout, so that the test needs no registry.
    for (const name of ['react', 'react-dom', '@types/react', '@types/react-dom'])
      symlinkSync(join(checkout, 'node_modules', name), join(modules, name), 'junction');
  });

  it('passes a strict type check, including the types of the package', () => {
    expect(runTool('typescript/bin/tsc', '-p', folder)).toBe('');
  });
  it('is built, pays through the sidecar, and loads nothing of the connector itself', async () => {
    runTool('vite/bin/vite.js', 'build', '--logLevel', 'warn');
    const site = await serve(join(folder, 'dist'));
    expect(await payAt(site)).toBe('sidecar: APPROVED 10.23 EUR');
    expect(connectorFiles(site)).toEqual([]);
  });
});
