import type { Browser, Page } from 'playwright';
import { type Rig, startRig } from '../rig/rig.ts';
import { openPairedPage } from './connector-page.ts';
import { freePort, type RunningSidecar, startSidecar } from './running-sidecar.ts';

/** A shop with a terminal on the rig: a sidecar, a browser with the device granted, and the paired page. */
export interface ShopOnRig<Terminal> {
  readonly rig: Rig;
  readonly terminal: Terminal;
  readonly sidecar: RunningSidecar;
  readonly browser: Browser;
  readonly page: Page;
  close(): Promise<void>;
}

interface ShopOptions<Terminal> {
  /** Sets the policy that grants these origins the device; returns the function that removes it. */
  grant(origins: string[]): () => void;
  plug(rig: Rig): Promise<Terminal>;
  readonly config?: Record<string, unknown>;
}

/** Starts the shop. If a step fails it stops everything and rejects. */
export async function openShopOnRig<Terminal>({
  grant,
  plug,
  config,
}: ShopOptions<Terminal>): Promise<ShopOnRig<Terminal>> {
  const cleanUps: (() => unknown)[] = [];
  const close = async () => {
    for (const step of cleanUps.splice(0).reverse()) await step();
  };
  try {
    const port = await freePort();
    cleanUps.push(grant([`http://localhost:${port}`]));
    const rig = await startRig();
    cleanUps.push(() => rig.stop());
    const terminal = await plug(rig);
    const sidecar = await startSidecar({ port, ...(config && { config }), args: ['--simulate=gateway'] });
    cleanUps.push(() => sidecar.stop());
    const browser = await rig.launch();
    cleanUps.push(() => browser.close());
    const page = await openPairedPage(browser, sidecar);
    return { rig, terminal, sidecar, browser, page, close };
  } catch (error) {
    await close();
    throw error;
  }
}
