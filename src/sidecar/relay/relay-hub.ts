import type { Channel } from '../../core/ports/channel.ts';
import type { ConnectorApi } from '../../core/relay/connector-api.ts';
import { connectorClient } from '../../core/relay/connector-client.ts';
import { relayMessage, relayVersion } from '../../core/relay/messages.ts';
import type { Snapshot } from '../../core/relay/snapshot.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Log } from '../log.ts';

/** The connector pages that are open, and which of them answers for the till. */
export interface RelayHub {
  /** A page has connected. */
  join(channel: Channel): void;
  /**
   * The newest page that has the terminal; else the newest page, which knows how to reach it. Waits up to `ms` for one
   * to come, or to become ready.
   */
  connector(ms: number): Promise<ConnectorApi | undefined>;
  /** Every page that can be asked now. */
  connectors(): readonly ConnectorApi[];
  /** What the page that would answer the till shows. */
  snapshot(): Snapshot | undefined;
  /** How many pages are connected, ready or not. */
  count(): number;
  closeAll(): void;
}

interface Page {
  readonly api: ConnectorApi;
  readonly channel: Channel;
  /** The settings have arrived there, and its first snapshot here. */
  ready: boolean;
  snapshot?: Snapshot;
}

export interface RelayHubParts {
  readonly settings: Settings;
  readonly program: string;
  readonly log: Log;
}

/** A hub without pages. */
export function relayHub({ settings, program, log }: RelayHubParts): RelayHub {
  const pages = new Set<Page>();
  const watchers = new Set<() => void>();
  const changed = () => {
    for (const watcher of [...watchers]) watcher();
  };

  const chosen = (): Page | undefined => {
    const ready = [...pages].filter((page) => page.ready).reverse();
    return ready.find((page) => page.snapshot?.owner) ?? ready[0];
  };
  /** A page that is still settling in may be the one that has the terminal. */
  const settled = (): ConnectorApi | undefined => {
    const page = chosen();
    return page?.snapshot?.owner || [...pages].every(({ ready }) => ready) ? page?.api : undefined;
  };

  const provision = async (page: Page) => {
    try {
      const { accepted } = await page.api.provision({ settings });
      if (!accepted) log.warn('the connector page keeps its own settings');
    } catch (error) {
      log.warn({ error: String(error) }, 'the connector page did not take the settings');
    }
    page.api.subscribe((snapshot) => {
      page.snapshot = snapshot;
      page.ready = true;
      changed();
    });
  };

  return {
    join(channel) {
      refuseOtherVersions(channel, log);
      const page: Page = { api: connectorClient(channel, program), channel, ready: false };
      pages.add(page);
      channel.onClose(() => {
        pages.delete(page);
        log.info({ pages: pages.size }, 'connector page left');
        changed();
      });
      log.info({ pages: pages.size }, 'connector page connected');
      void provision(page);
    },
    connector: (ms) => waitFor(settled, watchers, ms).then((api) => api ?? chosen()?.api),
    connectors: () => [...pages].filter(({ ready }) => ready).map(({ api }) => api),
    snapshot: () => chosen()?.snapshot,
    count: () => pages.size,
    closeAll() {
      for (const { channel } of pages) channel.close();
    },
  };
}

/** The first value that `look` gives, looked for now and at each change, for `ms` at the most. */
function waitFor<T>(
  look: () => T | undefined,
  watchers: Set<() => void>,
  ms: number,
): Promise<T | undefined> {
  const now = look();
  if (now !== undefined || ms <= 0) return Promise.resolve(now);
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      watchers.delete(watcher);
      resolve(look());
    };
    const watcher = () => {
      if (look() !== undefined) end();
    };
    const timer = setTimeout(end, ms);
    watchers.add(watcher);
  });
}

/** Peers that would misread each other part at once, with a reason for the log. */
function refuseOtherVersions(channel: Channel, log: Log): void {
  channel.onMessage((raw) => {
    const message = relayMessage.safeParse(raw);
    if (!message.success || message.data.kind !== 'hello') return;
    if (message.data.relayVersion === relayVersion) return;
    const theirs = message.data.relayVersion;
    log.error({ ours: relayVersion, theirs }, 'the connector page is of another version: reload it');
    channel.close();
  });
}
