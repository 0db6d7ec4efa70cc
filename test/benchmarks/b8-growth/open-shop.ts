import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { terminalReady } from '../../end-to-end/connector-page.ts';
import { removeFolder } from '../../end-to-end/remove-folder.ts';
import { type RunningSidecar, startSidecar } from '../../end-to-end/running-sidecar.ts';
import { shopConfig } from '../../end-to-end/sample-order.ts';
import { browserFlags } from '../../rig/rig.ts';

export type Shop = { sidecar: RunningSidecar; page: Page; close(): Promise<void> };

/** A profile on disk, as in a shop: without one Chromium keeps IndexedDB in memory, and the disk is never full. */
async function openProfile(profile: string): Promise<BrowserContext> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  const context = await chromium.launchPersistentContext(profile, { executablePath, args: browserFlags });
  // After a million writes the browser compacts the database's log for some time.
  context.setDefaultTimeout(120_000);
  return context;
}

export async function openShop(): Promise<Shop> {
  const config = shopConfig({ connector: { script: 'quick-customer' } });
  const sidecar = await startSidecar({ config, args: ['--simulate'] });
  const profile = mkdtempSync(join(tmpdir(), 'hipay-ecr-profile-'));
  const context = await openProfile(profile);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(sidecar.pairingLink);
  await terminalReady(sidecar);
  const close = async () => {
    await context.close();
    await sidecar.stop();
    removeFolder(profile);
  };
  return { sidecar, page, close };
}
