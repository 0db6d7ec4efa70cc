import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { crashTab } from '../../end-to-end/guest-tab.ts';
import { browserFlags, type Rig } from '../../rig/rig.ts';

/** The shop's browser, with a profile on disk that survives a kill. */
export class ShopBrowser {
  readonly #profile = mkdtempSync(join(tmpdir(), 'hipay-ecr-profile-'));
  #context: BrowserContext | undefined;
  page!: Page;

  constructor(
    private readonly rig: Pick<Rig, 'browser'>,
    /** A page with a service worker costs three times the processor time. */
    private readonly serviceWorkers: 'allow' | 'block' = 'allow',
  ) {}

  async open(address: string): Promise<void> {
    this.#context ??= await chromium.launchPersistentContext(this.#profile, {
      executablePath: this.rig.browser.executablePath,
      env: this.rig.browser.env,
      args: browserFlags,
      locale: 'en-GB',
      serviceWorkers: this.serviceWorkers,
    });
    const [first, ...more] = this.#context.pages();
    for (const page of more) await page.close();
    this.page = first ?? (await this.#context.newPage());
    this.page.setDefaultTimeout(30_000);
    await this.page.goto(address);
  }

  async crashTab(): Promise<void> {
    await crashTab(this.page);
  }

  async openAnotherTab(address: string): Promise<void> {
    const crashed = this.page;
    this.page = await crashed.context().newPage();
    this.page.setDefaultTimeout(30_000);
    await crashed.close();
    await this.page.goto(address);
  }

  /** Sends SIGKILL to the whole process group: nothing is flushed, no handler runs. */
  kill = (): Promise<void> => this.prepareKill()();

  /** Finds the processes now, so that the returned function kills them at once. */
  prepareKill(): () => Promise<void> {
    const groups = processGroupsOf(this.#profile);
    return async () => {
      const context = this.#context;
      this.#context = undefined;
      const closed = new Promise((resolve) => context?.once('close', resolve));
      for (const group of groups) process.kill(-group, 'SIGKILL');
      if (context && groups.length > 0) await closed;
    };
  }

  /** Closes the browser as a person does: Chromium then writes its cookies at once, else only after half a minute. */
  async close(): Promise<void> {
    const context = this.#context;
    this.#context = undefined;
    await context?.close();
  }

  get isOpen(): boolean {
    return this.#context !== undefined;
  }

  /** Copies the profile of the closed browser. Returns a function that puts the copy back. */
  copyProfile(): () => void {
    const copy = `${this.#profile}-copy`;
    cpSync(this.#profile, copy, { recursive: true });
    return () => {
      this.removeProfile();
      renameSync(copy, this.#profile);
    };
  }

  removeProfile(): void {
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** The process groups of the browser with this profile. Playwright starts each browser in its own group. */
function processGroupsOf(profile: string): number[] {
  const groups = new Set<number>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(profile)) continue;
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The program's name in brackets is followed by state, parent and group.
      groups.add(Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]));
    } catch {
      // The process ended meanwhile.
    }
  }
  groups.delete(ownGroup());
  return [...groups];
}

function ownGroup(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
}
