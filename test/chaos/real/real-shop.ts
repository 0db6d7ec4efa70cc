import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOwnSidecar } from '../../../src/sidecar/access/owner-key.ts';
import { removeFolder } from '../../end-to-end/remove-folder.ts';
import { freePort, type RunningSidecar, startSidecar } from '../../end-to-end/running-sidecar.ts';
import { shopConfig } from '../../end-to-end/sample-order.ts';
import { grantSerialPorts, type Rig, startRig } from '../../rig/rig.ts';
import { LastingGateway } from './lasting-gateway.ts';
import { LastingTerminal } from './lasting-terminal.ts';
import type { KillKind } from './real-plan.ts';
import { ShopBrowser } from './shop-browser.ts';

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Polls until the condition is true; false after the limit. */
export async function becomesTrue(
  condition: () => Promise<boolean> | boolean,
  limitMs: number,
  everyMs = 25,
): Promise<boolean> {
  const end = performance.now() + limitMs;
  for (;;) {
    if (await Promise.resolve(condition()).catch(() => false)) return true;
    if (performance.now() > end) return false;
    await pause(everyMs);
  }
}

const campaignTimers = { control_ms: 400, pause_ms: 100, customer_ms: 3000, turnaround_ms: 2 };

/** Differences from the campaign's shop. */
export interface ShopChange {
  /** How long the terminal waits for a byte of ours, milliseconds. */
  readonly byteWaitMs?: number;
  readonly timers?: Readonly<Record<string, number>>;
  readonly contract?: Readonly<Record<string, unknown>>;
  readonly serviceWorkers?: 'block';
  /** The program of the sidecar; without it, the build of this checkout. */
  readonly program?: ShopProgram;
}

/** A built program: the checkout or the package that holds it. */
export interface ShopProgram {
  readonly folder: string;
}

/** A complete shop in real processes. Its terminal and HiPay survive every kill. */
export class RealShop {
  readonly #home = mkdtempSync(join(tmpdir(), 'hipay-ecr-home-'));
  /** All browsers; the first one is `browser`. */
  readonly browsers: ShopBrowser[];
  sidecar!: RunningSidecar;

  private constructor(
    private readonly ports: { shop: number; gateway: number },
    private readonly rig: Rig,
    private readonly revokeGrant: () => void,
    readonly terminal: LastingTerminal,
    readonly gateway: LastingGateway,
    readonly browser: ShopBrowser,
    private readonly change: ShopChange,
  ) {
    this.browsers = [browser];
  }

  static async open(change: ShopChange = {}): Promise<RealShop> {
    const ports = { shop: await freePort(), gateway: await freePort() };
    const revokeGrant = grantSerialPorts([`http://localhost:${ports.shop}`]);
    const rig = await startRig();
    const terminal = new LastingTerminal(rig, change.byteWaitMs);
    const gateway = new LastingGateway(ports.gateway, { login: 'shop', password: 'Test_password' });
    const browser = new ShopBrowser(rig, change.serviceWorkers);
    const shop = new RealShop(ports, rig, revokeGrant, terminal, gateway, browser, change);
    try {
      await shop.#begin();
    } catch (error) {
      await shop.close();
      throw error;
    }
    return shop;
  }

  /** Pairs the browser once; the profile then keeps the cookie. */
  async #begin(): Promise<void> {
    await this.terminal.plug();
    await this.gateway.setFaults('accept');
    await this.startSidecar();
    await this.browser.open(this.sidecar.pairingLink);
    await this.expectReady();
    await this.browser.close();
    await this.browser.open(this.sidecar.origin);
    await this.expectReady();
  }

  async startSidecar(program = this.change.program): Promise<void> {
    const { timers = {}, contract } = this.change;
    const connector = { timers: { ...campaignTimers, ...timers }, notification_wait: 2 };
    this.sidecar = await startSidecar({
      port: this.ports.shop,
      home: this.#home,
      config: shopConfig({ hipay_login: 'shop', connector, ...(contract && { contract }) }),
      args: ['--gateway', `http://127.0.0.1:${this.ports.gateway}`],
      ...(program && {
        installed: {
          command: ['node', join(program.folder, 'dist/sidecar/main.js')],
          folder: program.folder,
        },
      }),
    });
  }

  /** Starts one more browser, which has its own profile, and pairs its page. */
  async pairBrowser(): Promise<ShopBrowser> {
    const browser = new ShopBrowser(this.rig);
    this.browsers.push(browser);
    const own = await findOwnSidecar(this.#home, fetch);
    const answer = await own?.call('POST', '/pairing-link');
    await browser.open(String((answer?.body as { link?: unknown } | undefined)?.link));
    return browser;
  }

  becomesReady = (limitMs: number): Promise<boolean> =>
    becomesTrue(
      async () => (await this.sidecar.call('GET', '/health')).body['terminal'] === 'ready',
      limitMs,
    );

  async expectReady(): Promise<void> {
    if (await this.becomesReady(30_000)) return;
    const health = await this.sidecar.call('GET', '/health').catch(String);
    throw new Error(`the shop does not become ready: ${JSON.stringify(health)}`);
  }

  kill = (kind: KillKind): Promise<void> => this.prepareKill(kind)();

  /** Finds the process now, so that the kill itself loses no time. */
  prepareKill(kind: KillKind): () => Promise<void> {
    if (kind === 'browser') return this.browser.prepareKill();
    if (kind === 'tab') return () => this.browser.crashTab();
    const { pid } = this.sidecar;
    return async () => void process.kill(pid, 'SIGKILL');
  }

  async startAgain(kind: KillKind): Promise<void> {
    if (kind === 'browser') await this.browser.open(this.sidecar.origin);
    else if (kind === 'tab') await this.browser.openAnotherTab(this.sidecar.origin);
    else await this.startSidecar();
  }

  /** The second copy on the disk. */
  secondCopy = (): Promise<string> => readFile(join(this.#home, 'records.jsonl'), 'utf8');

  async close(): Promise<void> {
    for (const browser of this.browsers) await browser.kill().catch(() => {});
    await this.sidecar?.stop();
    await this.gateway.close();
    this.terminal.stop();
    await this.rig.stop();
    this.revokeGrant();
    for (const browser of this.browsers) browser.removeProfile();
    removeFolder(this.#home);
  }
}
