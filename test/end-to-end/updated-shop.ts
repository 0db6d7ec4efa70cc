import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { eventually } from './connector-page.ts';
import { removeFolder } from './remove-folder.ts';
import { freePort, type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';
import { runCommand, type TwoVersions, twoVersions } from './two-versions.ts';

// Two real versions: the present build, and copies of it with other version numbers.
export let versions: TwoVersions;
/** The package of version 0.2.0. */
export let next: string;

export interface Shop {
  readonly root: string;
  readonly launcher: readonly string[];
  sidecar: RunningSidecar;
  run(...args: readonly string[]): Promise<{ code: number | null; output: string }>;
  pointer(): {
    version: string;
    proving?: object;
    previous?: string;
    alarm?: object;
    failed?: { why: string }[];
  };
  health(): Promise<Record<string, unknown>>;
  start(): Promise<void>;
}

const shops: Shop[] = [];
interface Opening {
  readonly args: readonly string[];
  readonly connector?: object;
  /** How long a new version may take to be ready. */
  readonly provedWithinMs?: number;
}

export async function openShop({ args, connector = {}, provedWithinMs = 60_000 }: Opening): Promise<Shop> {
  const root = mkdtempSync(join(versions.folder, 'shop-'));
  const launcher = versions.install('0.1.0', root, provedWithinMs);
  const home = mkdtempSync(join(versions.folder, 'home-'));
  const port = await freePort();
  const start = () =>
    startSidecar({
      home,
      port,
      installed: { command: launcher, folder: root },
      config: shopConfig({ update_time: '03:00', connector }),
      args: ['--simulate', ...args],
    });
  const shop: Shop = {
    root,
    launcher,
    sidecar: await start(),
    run: (...command) => runCommand([...launcher, ...command], home),
    pointer: () => JSON.parse(readFileSync(join(root, 'current'), 'utf8')),
    health: async () =>
      (await shop.sidecar.call('GET', '/health').catch(() => ({ body: {} }))).body as Record<string, unknown>,
    start: async () => {
      shop.sidecar = await start();
    },
  };
  shops.push(shop);
  return shop;
}

/** Call it in a file of tests: makes the versions before the tests, and closes the shops after each of them. */
export function withTwoVersions(): void {
  beforeAll(() => {
    versions = twoVersions();
    next = versions.pack('0.2.0');
  });
  afterAll(() => versions?.remove());
  afterEach(async () => {
    for (const shop of shops.splice(0)) {
      await shop.sidecar.stop();
      removeFolder(shop.root);
    }
  });
}

export const untilVersionRuns = (shop: Shop, version: string) =>
  eventually(
    `version ${version} runs`,
    async () => String((await shop.health())['version']).startsWith(`${version}-`),
    60_000,
  );
export const untilVersionProven = (shop: Shop, version: string) =>
  eventually(
    `${version} is proven`,
    async () => shop.pointer().version === version && shop.pointer().proving === undefined,
    60_000,
  );

export const keepBrowserOptions = ['--browser', '--headless'];
export const pay = (shop: Shop, orderId: string) =>
  shop.sidecar.call('POST', '/order', sampleOrder({ order_id: orderId })).then(({ body }) => body);
