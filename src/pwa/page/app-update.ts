/** The part of workbox-window that an update needs, and whether a service worker serves this page. */
export interface UpdateSource {
  addEventListener(type: 'waiting' | 'controlling', listener: () => void): void;
  messageSkipWaiting(): void;
  /** Checks whether the sidecar serves another version. */
  update(): Promise<void>;
  /** False: the page did not come from a service worker. The browser then reports no new version, and a reload alone brings it. */
  isControlled(): boolean;
}

export interface AppUpdate {
  /** Activates the waiting version, then reloads the page. Does nothing while a payment runs. */
  apply(): void;
  /**
   * Call this when the sidecar has another build than this page, newer or older. Loads the sidecar's build, and activates it
   * when no payment runs and `isQuiet` is true. Asks no person, because a browser that the sidecar starts may have no screen.
   * If payments run at each check for a minute, the page begins no other one after the running one, until it is reloaded.
   *
   * @param isQuiet true if the page may be reloaded now
   */
  activateWhenQuiet(isQuiet: () => boolean): void;
}

export interface UpdatedPage {
  /** True while a payment runs: the page must not be reloaded then. */
  busy(): boolean;
  /** Called when a person can activate the new version. */
  onReady(): void;
  /** Reloads the page, unless a payment has begun that `busy` does not know yet. Resolves to false then. */
  tryReload(): Promise<boolean>;
  /** Resolves to true once the running payment has ended; no other one begins then, for the time of a reload. */
  holdPayments(): Promise<boolean>;
  /** Ends `holdPayments`. */
  payAgain(): void;
  /** Time since the page was loaded, ms. */
  age(): number;
  after(ms: number, callback: () => void): () => void;
}

const checkIntervalMs = 5000;
/** Number of checks in a row at which a payment ran, after which the page holds the next payments. */
const maxBusyChecks = 12;
/** The end of a payment reaches the page a little later than the worker's word that it has ended. */
const snapshotDelayMs = 1000;
/**
 * Age at which a page that no service worker controls may be reloaded without a person, ms. If the reload brings the same build
 * again, the page is reloaded once a minute, not all the time.
 */
const minUncontrolledAgeMs = 60_000;

/**
 * Activates a new version only on request, or if the sidecar has another build than this page, and never while a payment
 * runs. If another tab activates the new version, this page keeps running the old version and offers the reload.
 */
export function watchForUpdate(source: UpdateSource, page: UpdatedPage): AppUpdate {
  let isWaiting = false;
  let isRequested = false;
  let isControlling = false;
  let isHolding = false;
  let busyChecks = 0;
  /** Present from the first `activateWhenQuiet` on. */
  let mayReload: (() => boolean) | undefined;
  const reloadIfIdle = () => {
    if (page.busy()) return page.onReady();
    void page.tryReload().then((isReloading) => {
      if (!isReloading) page.onReady();
    });
  };
  source.addEventListener('waiting', () => {
    isWaiting = true;
    page.onReady();
    applyIfQuiet();
  });
  source.addEventListener('controlling', () => {
    isControlling = true;
    if (isRequested) reloadIfIdle();
    else page.onReady();
  });
  const apply = () => {
    if (page.busy()) return;
    if (isControlling) return reloadIfIdle();
    isRequested = true;
    source.messageSkipWaiting();
    // No `controlling` follows: the new version controls the page from the reload on.
    if (!source.isControlled()) reloadIfIdle();
  };
  const isOldEnough = () => source.isControlled() || page.age() >= minUncontrolledAgeMs;
  const applyIfQuiet = () => {
    if (isOldEnough() && mayReload?.()) apply();
  };
  const mayHold = () =>
    (isWaiting || isControlling || !source.isControlled()) && isOldEnough() && mayReload?.() === true;
  const applyAfterPayment = async () => {
    isHolding = true;
    const isHeld = await page.holdPayments();
    if (isHeld) await new Promise<void>((resolve) => void page.after(snapshotDelayMs, resolve));
    isHolding = false;
    busyChecks = 0;
    // A person may use the page again, or another tab may have begun a payment.
    if (isHeld && mayHold() && !page.busy()) apply();
    else page.payAgain();
  };
  const check = () => {
    if (isHolding) return;
    busyChecks = page.busy() ? busyChecks + 1 : 0;
    if (busyChecks >= maxBusyChecks && mayHold()) void applyAfterPayment();
    else applyIfQuiet();
  };
  const checkForUpdate = () => {
    // Fails if the sidecar has just stopped.
    source.update().then(check, () => {});
    page.after(checkIntervalMs, checkForUpdate);
  };
  return {
    apply,
    activateWhenQuiet(isQuiet) {
      const isFollowing = mayReload !== undefined;
      mayReload = isQuiet;
      if (!isFollowing) checkForUpdate();
    },
  };
}
