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
   * Call this while the sidecar has another version and refuses this page, so that no till reaches the page. Looks for the
   * sidecar's version and activates it. No person is asked, because a browser that the sidecar starts may have no screen.
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
 * Activates a new version only on request, or if the sidecar refuses this version, and never while a payment runs. If
 * another tab activates the new version, this page keeps running the old version and offers the reload.
 */
export function watchForUpdate(source: UpdateSource, page: Page): AppUpdate {
  let isRequested = false;
  let isControlling = false;
  const reloadIfIdle = () => {
    if (page.busy()) return page.onReady();
    page.reload();
  };
  source.addEventListener('waiting', () => page.onReady());
  source.addEventListener('controlling', () => {
    isControlling = true;
    if (isRequested) reloadIfIdle();
    else page.onReady();
  });
  const apply = () => {
    if (page.busy()) return;
    if (isControlling) return page.reload();
    isRequested = true;
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
