/** The part of workbox-window that an update needs. */
export interface UpdateSource {
  addEventListener(type: 'waiting' | 'controlling', listener: () => void): void;
  messageSkipWaiting(): void;
  /** Looks for another version at the sidecar. */
  update(): Promise<void>;
}

export interface AppUpdate {
  /** Activates the waiting version, then reloads the page. Does nothing while a payment runs. */
  apply(): void;
  /**
   * The sidecar is of another version and refuses this one, so no till reaches this page. Looks for that version, and
   * activates it without a person: a kept browser has no screen. Call it again until it is done.
   */
  follow(): void;
}

interface Page {
  /** True while a payment runs: the page must not be reloaded then. */
  busy(): boolean;
  /** Called when a person can activate the new version. */
  onReady(): void;
  reload(): void;
}

/**
 * Activates a new version only on request, or if the sidecar refuses this one, and never while a payment runs. If another tab activates it, this page keeps
 * running the old version and offers the reload.
 */
export function watchForUpdate(source: UpdateSource, page: Page): AppUpdate {
  let requested = false;
  let controlling = false;
  const reloadIfIdle = () => {
    if (page.busy()) return page.onReady();
    page.reload();
  };
  source.addEventListener('waiting', () => page.onReady());
  source.addEventListener('controlling', () => {
    controlling = true;
    if (requested) reloadIfIdle();
    else page.onReady();
  });
  const apply = () => {
    if (page.busy()) return;
    if (controlling) return page.reload();
    requested = true;
    source.messageSkipWaiting();
  };
  return {
    apply,
    follow() {
      // Fails if the sidecar has just stopped.
      source.update().then(apply, () => {});
    },
  };
}
