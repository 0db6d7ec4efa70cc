import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WebSocket } from 'ws';
import type { Snapshot } from '../../../src/core/connector-api/snapshot.ts';
import type { Ids } from '../../../src/core/ports/host.ts';
import { readShopConfig } from '../../../src/core/settings/config-file.ts';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { defaultLimits, type Limits } from '../../../src/sidecar/server/listen.ts';
import { planLaunch } from '../../../src/sidecar/start/launch-plan.ts';
import { type Sidecar, startSidecar } from '../../../src/sidecar/start/sidecar.ts';
import { LastingGateway } from '../real/lasting-gateway.ts';
import type { Chance } from '../seeded-chance.ts';
import { EdgePage, makeOlder, Profile } from './edge-page.ts';
import { EdgeTerminal } from './edge-terminal.ts';
import { becomesTrue, pause } from './pause.ts';
import type { Timeline } from './timeline.ts';

const account = { login: 'shop', password: 'Test_password' };
export const tillLogin = { user: 'log', password: 'pwd-of-the-till' };

const configOf = (gateway: number, port: number) => {
  const reading = readShopConfig({
    hipay_login: account.login,
    hipay_password: account.password,
    serial_number: '1234567890',
    api_username: tillLogin.user,
    api_password: tillLogin.password,
    environment: 'dev',
    contract: { proxy: { payment_application: '001', merchant_id: '1234567', rank: '001' } },
    connector: {
      timers: { control_ms: 300, pause_ms: 20, customer_ms: 1500, turnaround_ms: 0 },
      notification_wait: 1,
    },
  });
  if (!reading.ok) throw new Error(reading.errors.join());
  const options = { 'no-browser': true, port, gateway: `http://127.0.0.1:${gateway}` } as const;
  const planning = planLaunch(options, reading.config, () => 'made');
  if (!planning.ok) throw new Error(planning.error);
  return planning.plan;
};

const timeouts = {
  pageReadyMs: 1000,
  pageReturnMs: 400,
  recordsReturnMs: 300,
  browserMs: 400,
  reloadMs: 200,
  askAgainMs: 5,
  beginMs: 1000,
  askMs: 500,
  overrunMs: 1500,
  heartbeat: { everyMs: 200, silentMs: 1000 },
  reconcile: { takeOverMs: 2000, pauseMs: 5, callMs: 10_000, retryMs: 1000 },
};
const limits: Limits = {
  ...defaultLimits,
  headersMs: 250,
  requestMs: 400,
  checkIntervalMs: 50,
  keepAliveMs: 250,
};

const moreThanADayMs = 26 * 3_600_000;
/** A stop without a running payment takes two seconds. The rest is for slow disks. */
const stopLimitMs = 20_000;

/** A shop: the real sidecar on a real port, pages of two browsers, one terminal, and HiPay. */
export class EdgeShop {
  readonly terminal: EdgeTerminal;
  readonly profiles: readonly [Profile, Profile];
  readonly pages: EdgePage[] = [];
  /** Connections of web tills through the sidecar. */
  readonly tillSockets = new Set<WebSocket>();
  /** The local storage of the web till's origin. */
  readonly tillStorage = new Map<string, string>();
  readonly #home = mkdtempSync(join(tmpdir(), 'hipay-ecr-edges-'));
  readonly #ids: Ids;
  #sidecar: Sidecar | undefined;
  #cookie = '';
  #tillToken: string | undefined;

  private constructor(
    readonly timeline: Timeline,
    readonly port: number,
    readonly gateway: LastingGateway,
    private readonly gatewayPort: number,
    chance: Chance,
    private readonly shown: (now: Snapshot, page: string) => void,
  ) {
    let count = 0;
    const draws = chance.stream('ids');
    const unique = () => `p${String(++count).padStart(3, '0')}`;
    this.#ids = { unique, orderId: () => `ecr-${unique()}`, chance: () => draws.draw() };
    this.terminal = new EdgeTerminal(timeline, chance.stream('terminal'));
    this.profiles = [new Profile('A', unique), new Profile('B', unique)];
    this.#lastProfile = this.profiles[0];
  }

  static async open(timeline: Timeline, chance: Chance, shown: EdgeShop['shown']): Promise<EdgeShop> {
    const [port, gatewayPort] = [await freePort(), await freePort()];
    const gateway = new LastingGateway(gatewayPort, account);
    await gateway.setFaults('accept');
    const shop = new EdgeShop(timeline, port, gateway, gatewayPort, chance, shown);
    await shop.startSidecar();
    await shop.#pair();
    await shop.openPage(shop.profiles[0]);
    return shop;
  }

  get home(): string {
    return `http://localhost:${this.port}`;
  }
  /** The newest page that is still open. */
  get page(): EdgePage | undefined {
    return this.pages.at(-1);
  }
  /** The profile of the last page, or the first one. */
  get profile(): Profile {
    return this.page?.profile ?? this.#lastProfile;
  }
  get otherProfile(): Profile {
    return this.profile === this.profiles[0] ? this.profiles[1] : this.profiles[0];
  }
  #lastProfile: Profile;

  async startSidecar(): Promise<void> {
    if (this.#sidecar) return;
    this.timeline.note('the sidecar starts');
    const sidecar = await startSidecar({
      plan: configOf(this.gatewayPort, this.port),
      homeFolder: this.#home,
      pageFolder: join(this.#home, 'no-page'),
      log: silentLog(),
      timeouts,
      limits,
    });
    this.#sidecar = sidecar;
    void sidecar.closed.then(() => {
      if (this.#sidecar === sidecar) this.#sidecar = undefined;
      this.timeline.note('the sidecar has stopped');
    });
    await sidecar.requestHandlingReady;
  }

  /** Stops the sidecar as a signal does. It ends when no payment runs. */
  async stopSidecar(): Promise<void> {
    await this.signalStop();
    await this.sidecarStopped();
  }

  async signalStop(): Promise<void> {
    if (!this.#sidecar) return;
    this.timeline.note('the sidecar gets the signal to stop');
    await this.#sidecar.stop();
  }

  /** Waits until the sidecar has stopped. If it does not stop, this is a violation, and the web tills disconnect. */
  async sidecarStopped(): Promise<void> {
    if (await becomesTrue(() => !this.#sidecar, stopLimitMs)) return;
    const tills = this.tillSockets.size;
    this.timeline.violation('the sidecar does not stop', `no payment runs, ${tills} web tills are connected`);
    this.disconnectTills();
    await becomesTrue(() => !this.#sidecar, stopLimitMs);
  }

  disconnectTills(): void {
    for (const socket of this.tillSockets) socket.terminate();
  }

  async #pair(): Promise<void> {
    const reply = await fetch(`http://127.0.0.1:${this.port}/pair`, {
      method: 'POST',
      headers: { origin: this.home, 'content-type': 'application/json' },
      body: JSON.stringify({ token: this.#sidecar?.token }),
    });
    this.#cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? '';
  }

  /** The token of the web till, which a person has allowed once. */
  async tillToken(origin: string): Promise<string> {
    if (this.#tillToken !== undefined) return this.#tillToken;
    const reply = await fetch(`http://127.0.0.1:${this.port}/connector/tills`, {
      method: 'POST',
      headers: { origin: this.home, cookie: this.#cookie },
      body: JSON.stringify({ origin }),
    });
    const { token } = (await reply.json()) as { token: string };
    this.#tillToken = token;
    return token;
  }

  async openPage(profile: Profile): Promise<void> {
    this.#lastProfile = profile;
    const { terminal, timeline, port, home, shown } = this;
    const deps = { profile, terminal, timeline, port, home, shown, ids: this.#ids, cookie: this.#cookie };
    const page = await EdgePage.open(deps);
    this.pages.push(page);
    page.life.onDeath(() => void this.pages.splice(this.pages.indexOf(page), 1));
  }

  closePages(): void {
    for (const page of [...this.pages]) page.close();
  }

  /** Resolves with true once the last page owns the terminal and is connected to the sidecar; with false after 1.5 s. */
  async pageReady(): Promise<boolean> {
    if (!this.page || !this.#sidecar) return false;
    return becomesTrue(async () => {
      const { page } = this;
      if (!page) return false;
      const now = await page.connector.snapshot();
      return now.owner && now.sidecar === 'connected';
    }, 1500);
  }

  /** Makes everything that is stored 26 hours older. For use only while the sidecar is stopped and no page is open. */
  makeOlder(): void {
    for (const profile of this.profiles) profile.makeOlder(moreThanADayMs);
    for (const name of ['records.jsonl', 'asked.jsonl']) {
      const path = join(this.#home, name);
      if (existsSync(path)) writeFileSync(path, makeOlder(readFileSync(path, 'utf8'), moreThanADayMs));
    }
  }

  /** Acts as a person who brings the sidecar, the cable and the page back. */
  async repair(): Promise<void> {
    await this.startSidecar();
    this.terminal.plug();
    if (!this.page) await this.openPage(this.#lastProfile);
    await this.pageReady();
  }

  async end(): Promise<void> {
    this.closePages();
    this.disconnectTills();
    this.terminal.release();
    const sidecar = this.#sidecar;
    if (sidecar) {
      void sidecar.stop();
      await Promise.race([sidecar.closed, pause(5000)]);
    }
    await this.gateway.close();
    rmSync(this.#home, { recursive: true, force: true });
  }
}

/** Below the ports that the system gives to outgoing connections: a stopped sidecar finds its port free again. */
let lastPort = 12_000 + (process.pid % 1000) * 16;

async function freePort(): Promise<number> {
  for (;;) {
    lastPort = lastPort >= 31_000 ? 12_000 : lastPort + 1;
    const server = createServer();
    const free = new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(lastPort, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    const port = lastPort;
    if (await free) return port;
  }
}
