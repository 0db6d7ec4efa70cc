import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import { chosenSound } from '../appearance.ts';
import type { HostApi, PageState } from '../host-api.ts';
import { pageEffects } from './page-effects.ts';

/**
 * A key that changes with the settings, because a sidecar provisioned them or another tab saved them. The page then reads
 * the settings again, because the snapshot does not contain them.
 */
export const settingsKey = (now: Snapshot): string =>
  [
    now.settingsChanges,
    now.environment,
    now.sidecar,
    now.owner,
    now.simulated.terminal,
    now.simulated.gateway,
    now.terminal.state === 'not-chosen',
  ].join(' ');

const initialPage: PageState = { online: true, updateReady: false, pairing: 'none', connectorGone: false };

interface WatchListeners {
  /** Called before the snapshot renders. */
  readonly onSnapshot: (now: Snapshot) => void;
  /** Called when the settings agree with the snapshot. */
  readonly onComplete: () => void;
}

/** Holds the latest snapshot, settings and page state. Reads the settings again when they may have changed. */
export class ConnectorWatch implements ReactiveController {
  snapshot: Snapshot | undefined;
  settings: VisibleSettings | undefined;
  page: PageState = initialPage;
  #connector: ConnectorApi | undefined;
  #unsubscribers: (() => void)[] = [];

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly listeners: WatchListeners,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#stop();
  }

  watch(connector: ConnectorApi, hostApi: HostApi): void {
    this.#stop();
    this.#connector = connector;
    const effects = pageEffects(hostApi, () => chosenSound.read() === 'on');
    this.#unsubscribers = [
      connector.subscribe((now) => {
        effects(this.snapshot, now);
        this.#onSnapshot(now);
      }),
      hostApi.watch((now) => {
        this.page = now;
        this.host.requestUpdate();
      }),
    ];
  }

  readonly readSettings = async (): Promise<void> => {
    try {
      this.settings = await this.#connector?.readSettings({});
      this.host.requestUpdate();
      this.listeners.onComplete();
    } catch {
      // A banner reports that the connector has stopped; the screen keeps the last settings.
    }
  };

  #onSnapshot(now: Snapshot): void {
    const previous = this.snapshot;
    this.snapshot = now;
    this.host.requestUpdate();
    this.listeners.onSnapshot(now);
    if (!previous || settingsKey(previous) !== settingsKey(now)) void this.readSettings();
    else this.listeners.onComplete();
  }

  #stop(): void {
    for (const stop of this.#unsubscribers) stop();
    this.#unsubscribers = [];
  }
}
