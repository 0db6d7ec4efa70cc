/** The calls of workbox-window that an update takes. */
export interface UpdateSource {
  addEventListener(type: 'waiting' | 'controlling', listener: () => void): void;
  messageSkipWaiting(): void;
}

export interface AppUpdate {
  /** Lets the waiting version take over, then loads the page again. Does nothing while a payment runs. */
  apply(): void;
}

interface Page {
  /** A payment runs: nothing may be reloaded under it. */
  busy(): boolean;
  onReady(): void;
  reload(): void;
}

/**
 * A new version waits until somebody asks for it, and never while a payment runs. If another tab let it take over,
 * this page keeps running what it has and offers the reload.
 */
export function watchForUpdate(source: UpdateSource, page: Page): AppUpdate {
  let wanted = false;
  let controlling = false;
  const reloadWhenQuiet = () => {
    if (page.busy()) return page.onReady();
    page.reload();
  };
  source.addEventListener('waiting', () => page.onReady());
  source.addEventListener('controlling', () => {
    controlling = true;
    if (wanted) reloadWhenQuiet();
    else page.onReady();
  });
  return {
    apply() {
      if (page.busy()) return;
      if (controlling) return page.reload();
      wanted = true;
      source.messageSkipWaiting();
    },
  };
}
