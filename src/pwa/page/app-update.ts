/** The part of workbox-window that an update needs. */
export interface UpdateSource {
  addEventListener(type: 'waiting' | 'controlling', listener: () => void): void;
  messageSkipWaiting(): void;
}

export interface AppUpdate {
  /** Activates the waiting version, then reloads the page. Does nothing while a payment runs. */
  apply(): void;
}

interface Page {
  /** True while a payment runs: the page must not be reloaded then. */
  busy(): boolean;
  /** Called when a person can activate the new version. */
  onReady(): void;
  reload(): void;
}

/**
 * Activates a new version only on request, and never while a payment runs. If another tab activates it, this page keeps
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
  return {
    apply() {
      if (page.busy()) return;
      if (controlling) return page.reload();
      requested = true;
      source.messageSkipWaiting();
    },
  };
}
