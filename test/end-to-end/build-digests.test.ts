import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestsOf } from '../../src/sidecar/program/build-digests.ts';
import { launchBrowser, openPairedPage } from './connector-page.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';

const dist = (path: string) => fileURLToPath(new URL(`../../dist/${path}`, import.meta.url));
let browser: Browser;
let sidecar: RunningSidecar;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  sidecar = await startSidecar({ args: ['--simulate'] });
  page = await openPairedPage(browser, sidecar);
});
afterAll(async () => {
  await browser?.close();
  await sidecar?.stop();
});

describe('the digests of the build', () => {
  it('match the files in /health, in doctor and on the page', async () => {
    const files = await digestsOf({ page: dist('pwa'), sidecar: dist('sidecar') });
    expect((await sidecar.call('GET', '/health')).body['build']).toEqual(files);
    const doctorOutput = await new Promise<string>((resolve) => {
      const args = [dist('sidecar/main.js'), 'doctor', '--home', sidecar.home];
      execFile(process.execPath, args, (_error, stdout) => resolve(stdout));
    });
    for (const part of ['page', 'sidecar'] as const)
      expect(doctorOutput).toMatch(new RegExp(`ok +program +${part} ${files[part]}`));
    await page.goto(`${sidecar.origin}/#/settings/help`);
    await page.getByText(`page ${files.page}, local service ${files.sidecar}`).waitFor();
  });
});
