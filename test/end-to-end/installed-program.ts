import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import { launchWholeBrowser } from './connector-page.ts';
import type { RunningSidecar } from './running-sidecar.ts';
import { type TwoVersions, twoVersions } from './two-versions.ts';

// A computer on which only the installed program is: no configuration, no person at a console.
let versions: TwoVersions;
export let browser: Browser;
export let installed: { command: readonly string[]; folder: string };

/** Call it in a file of tests: installs the program before the tests, and removes it after them. */
export function withInstalledProgram(): void {
  beforeAll(async () => {
    versions = twoVersions();
    const root = mkdtempSync(join(versions.folder, 'shop-'));
    installed = { command: versions.install('0.1.0', root, 60_000), folder: root };
    browser = await launchWholeBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    versions?.remove();
  });
}

export const callWithPassword = async (
  sidecar: RunningSidecar,
  user: string,
  password: string,
  path: string,
) =>
  fetch(sidecar.origin + path, {
    headers: { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` },
  });
