import { type BrowserProcess, endBrowser } from './browser-process.ts';
import { type BrowserStartParts, type StartedBrowser, startBrowser } from './browser-start.ts';

/** What is remembered of the browser's ends. */
export interface RestartHistory {
  /** How often it was started again. */
  readonly restarts: number;
  /** Ends in a row that came too soon. */
  readonly failures: number;
}

export interface RestartPlan {
  readonly care: RestartHistory;
  readonly waitMs: number;
  /** It will not come up by itself, as it looks: a person should know. */
  readonly hopeless: boolean;
}

/** A browser that lived this long was well: its end is an accident of its own. */
const wellMs = 60_000;
const longestWaitMs = 60_000;
const hopelessFrom = 5;
const pageMs = 30_000;

export const noRestarts: RestartHistory = { restarts: 0, failures: 0 };

/**
 * What to do when the browser has ended, or could not be started: start it again, at once after an accident, ever more
 * slowly (to once a minute) while it keeps ending. It is never given up: the till has nothing else.
 */
export function planRestart(before: RestartHistory, ranMs: number): RestartPlan {
  const failures = ranMs >= wellMs ? 0 : before.failures + 1;
  const waitMs = failures <= 1 ? 250 : Math.min(longestWaitMs, 1000 * 2 ** (failures - 2));
  return { care: { restarts: before.restarts + 1, failures }, waitMs, hopeless: failures >= hopelessFrom };
}

/**
 * How long a running browser may be without a connector page before it is started anew: its tab may have crashed. A slow
 * computer gets more time at each try.
 */
export const pageTimeoutMs = ({ failures }: RestartHistory): number => pageMs * Math.min(4, failures + 1);

/** For `GET /health`. */
export interface BrowserReport {
  readonly state: 'starting' | 'running' | 'waiting' | 'failing' | 'stopped';
  readonly restarts: number;
  /** How the one before ended. */
  readonly lastEnd?: string;
}

export interface BrowserKeeper {
  report(): BrowserReport;
  /** Ends the browser, and keeps it no longer. */
  stop(): Promise<void>;
  /** The same for a program that ends this moment. */
  endNow(): void;
}

export interface KeeperParts extends BrowserStartParts {
  /** How many connector pages are connected. */
  pages(): number;
  /** How long the browser may be without one. */
  readonly pageTimeout?: typeof pageTimeoutMs;
}

const tickMs = 250;

/** Starts the browser with the connector page, and starts it again whenever it ends, until it is told to stop. */
export function keepBrowser(parts: KeeperParts): BrowserKeeper {
  const keeper = new Keeper(parts);
  const kept = keeper.keep();
  return {
    report: () => keeper.report(),
    stop: () => keeper.stop(kept),
    endNow: () => keeper.endNow(),
  };
}

class Keeper {
  #state: BrowserReport['state'] = 'starting';
  #care: RestartHistory = noRestarts;
  #lastEnd: string | undefined;
  #browser: BrowserProcess | undefined;
  #wake = () => {};

  constructor(private readonly parts: KeeperParts) {}

  report(): BrowserReport {
    const lastEnd = this.#lastEnd;
    return { state: this.#state, restarts: this.#care.restarts, ...(lastEnd !== undefined && { lastEnd }) };
  }

  async keep(): Promise<void> {
    while (!this.#stopped()) {
      const since = performance.now();
      const end = await this.#runOnce().catch((error: unknown) => `not started: ${(error as Error).message}`);
      this.#browser = undefined;
      if (!this.#stopped()) await this.#recover(end, performance.now() - since);
    }
  }

  async stop(kept: Promise<void>): Promise<void> {
    this.#state = 'stopped';
    this.#wake();
    if (this.#browser) await endBrowser(this.#browser, this.parts.processes);
    await kept;
  }

  endNow(): void {
    this.#state = 'stopped';
    if (this.#browser) this.parts.processes.end(this.#browser.pid, 'asked');
  }

  /** From the start of a browser to its end; gives the reason in words. */
  async #runOnce(): Promise<string> {
    const started = await startBrowser(this.parts);
    this.#browser = started.browser;
    try {
      // It may have been told to stop while the browser started.
      if (this.#stopped()) await endBrowser(started.browser, this.parts.processes);
      else this.#state = 'running';
      return await this.#watch(started);
    } finally {
      started.tidy('now');
    }
  }

  /** Waits for the end of the browser, and brings it about where no page comes out of it. */
  async #watch({ browser, tidy }: StartedBrowser): Promise<string> {
    const timeouts = (this.parts.pageTimeout ?? pageTimeoutMs)(this.#care);
    // Counted, not timed: a computer that slept has not been without a page.
    let withoutPageMs = 0;
    for (;;) {
      const end = await endWithin(browser, tickMs);
      if (end !== undefined) return end;
      tidy('used');
      withoutPageMs = this.parts.pages() > 0 ? 0 : withoutPageMs + tickMs;
      if (withoutPageMs <= timeouts || this.#stopped()) continue;
      await endBrowser(browser, this.parts.processes);
      return `ended: it showed no connector page for ${timeouts / 1000} s`;
    }
  }

  async #recover(end: string, ranMs: number): Promise<void> {
    const { care, waitMs, hopeless } = planRestart(this.#care, ranMs);
    this.#care = care;
    this.#lastEnd = end;
    this.#state = hopeless ? 'failing' : 'waiting';
    const details = { end, restarts: care.restarts, againInMs: waitMs };
    if (hopeless) {
      this.parts.log.error(details, 'the browser keeps ending: see browser.log. It is tried again, slowly');
    } else this.parts.log.warn(details, 'the browser has ended; it is started again');
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #stopped(): boolean {
    return this.#state === 'stopped';
  }
}

async function endWithin({ ended }: BrowserProcess, ms: number): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const later = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  const end = await Promise.race([ended, later]);
  clearTimeout(timer);
  return end;
}
