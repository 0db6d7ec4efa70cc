import type { HealthAnswer } from '../../core/rest/rest-messages.ts';
import { type BrowserProcess, endBrowser } from './browser-process.ts';
import { type BrowserStartDeps, type StartedBrowser, startBrowser } from './browser-start.ts';

/** Counts of the browser's restarts. */
export interface RestartHistory {
  /** Number of restarts. */
  readonly restarts: number;
  /** Number of times in a row that the browser ended less than a minute after its start. */
  readonly failures: number;
}

export interface RestartPlan {
  readonly history: RestartHistory;
  readonly waitMs: number;
  /** True if the browser will probably not start without help from a person. */
  readonly isHopeless: boolean;
}

/** A browser that ran for this long was healthy: its end is not a failure, and the count of failures starts again at 0. */
const healthyMs = 60_000;
const longestWaitMs = 60_000;
/** From this number of failures in a row on, the browser will probably not start without help from a person. */
const hopelessFailures = 5;
const firstPageTimeoutMs = 30_000;

export const noRestarts: RestartHistory = { restarts: 0, failures: 0 };

/**
 * Plans the restart after the browser has ended or could not be started. The wait is 250 ms after a single failure, and
 * grows up to a minute while the browser keeps failing. Restarts never stop, because the till needs the browser.
 */
export function planRestart(before: RestartHistory, ranMs: number): RestartPlan {
  const failures = ranMs >= healthyMs ? 0 : before.failures + 1;
  const waitMs = failures <= 1 ? 250 : Math.min(longestWaitMs, 1000 * 2 ** (failures - 2));
  return {
    history: { restarts: before.restarts + 1, failures },
    waitMs,
    isHopeless: failures >= hopelessFailures,
  };
}

/**
 * Time that a running browser may be without a connector page that answers, ms. Then the browser is restarted, because its
 * tab may have crashed or may hang. The time grows with each failure, because the computer may be slow.
 */
export const pageTimeoutMs = ({ failures }: RestartHistory): number =>
  firstPageTimeoutMs * Math.min(4, failures + 1);

/** The browser's state in the answer to `GET /health`. */
export type BrowserReport = NonNullable<HealthAnswer['browser']>;

export interface BrowserKeeper {
  report(): BrowserReport;
  /** Ends the browser and does not restart it. */
  stop(): Promise<void>;
  /** Leaves the browser running for the next start, and stops watching it. */
  leave(): Promise<void>;
  /** Ends the browser without waiting for its end, for a program that exits now. */
  endNow(): void;
}

export interface KeeperDeps extends BrowserStartDeps {
  /** Number of connected connector pages that answer. While it is 0, the browser may be restarted. */
  countPages(): number;
  /** Time that the browser may be without such a page, ms; by default `pageTimeoutMs`. */
  readonly pageTimeout?: typeof pageTimeoutMs;
}

const tickMs = 250;

/** Starts the browser with the connector page, and restarts it whenever it ends, until `stop`. */
export function keepBrowser(deps: KeeperDeps): BrowserKeeper {
  const keeper = new Keeper(deps);
  const keeping = keeper.keep();
  return {
    report: () => keeper.report(),
    stop: () => keeper.stop(keeping),
    leave: () => keeper.leave(keeping),
    endNow: () => keeper.endNow(),
  };
}

class Keeper {
  #state: BrowserReport['state'] = 'starting';
  #history: RestartHistory = noRestarts;
  #lastEnd: string | undefined;
  #browser: BrowserProcess | undefined;
  #endWait = () => {};
  #isLeft = false;

  constructor(private readonly deps: KeeperDeps) {}

  report(): BrowserReport {
    const lastEnd = this.#lastEnd;
    return {
      state: this.#state,
      restarts: this.#history.restarts,
      ...(lastEnd !== undefined && { lastEnd }),
    };
  }

  async keep(): Promise<void> {
    while (!this.#isStopped()) {
      const startedAtMs = performance.now();
      const end = await this.#runOnce().catch((error: unknown) => `not started: ${(error as Error).message}`);
      this.#browser = undefined;
      if (!this.#isStopped()) await this.#recover(end, performance.now() - startedAtMs);
    }
  }

  async stop(keeping: Promise<void>): Promise<void> {
    this.#state = 'stopped';
    this.#endWait();
    if (this.#browser) await endBrowser(this.#browser, this.deps.processes);
    await keeping;
  }

  async leave(keeping: Promise<void>): Promise<void> {
    this.#isLeft = true;
    this.#state = 'stopped';
    this.#endWait();
    await keeping;
  }

  endNow(): void {
    this.#state = 'stopped';
    if (this.#browser) this.deps.processes.end(this.#browser.pid, 'asked');
  }

  /** Runs a browser from its start to its end, and returns the reason of the end. */
  async #runOnce(): Promise<string> {
    const started = await startBrowser(this.deps);
    this.#browser = started.browser;
    try {
      // `stop` may have been called while the browser started.
      if (!this.#isStopped()) this.#state = 'running';
      else if (!this.#isLeft) await endBrowser(started.browser, this.deps.processes);
      return await this.#watch(started);
    } finally {
      started.dropInvitation('now');
    }
  }

  /** Waits for the end of the browser. Ends the browser if no page has answered for too long. */
  async #watch({ browser, dropInvitation }: StartedBrowser): Promise<string> {
    const timeoutMs = (this.deps.pageTimeout ?? pageTimeoutMs)(this.#history);
    // Counts ticks instead of clock time, so that the sleep of the computer does not count.
    let withoutPageMs = 0;
    for (;;) {
      const end = await endWithin(browser, tickMs);
      if (end !== undefined) return end;
      if (this.#isLeft) return 'left for the next start';
      dropInvitation('used');
      withoutPageMs = this.deps.countPages() > 0 ? 0 : withoutPageMs + tickMs;
      if (withoutPageMs <= timeoutMs || this.#isStopped()) continue;
      await endBrowser(browser, this.deps.processes);
      return `ended: no connector page answered for ${timeoutMs / 1000} s`;
    }
  }

  async #recover(end: string, ranMs: number): Promise<void> {
    const { history: care, waitMs, isHopeless: hopeless } = planRestart(this.#history, ranMs);
    this.#history = care;
    this.#lastEnd = end;
    this.#state = hopeless ? 'failing' : 'waiting';
    const details = { end, restarts: care.restarts, againInMs: waitMs };
    if (hopeless) {
      this.deps.log.error(details, 'the browser keeps ending: see browser.log. It is tried again, slowly');
    } else this.deps.log.warn(details, 'the browser has ended; it is started again');
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      this.#endWait = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #isStopped(): boolean {
    return this.#state === 'stopped';
  }
}

async function endWithin({ ended }: BrowserProcess, ms: number): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  const end = await Promise.race([ended, timeout]);
  clearTimeout(timer);
  return end;
}
