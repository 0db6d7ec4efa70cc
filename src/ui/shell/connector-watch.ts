import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConnectorApi, VisibleSettings } from '../../core/relay/connector-api.ts';
import type { Snapshot } from '../../core/relay/snapshot.ts';
import { chosenSound } from '../appearance/sound-choice.ts';
import type { PageState, Surroundings } from '../surroundings.ts';
import { pageEffects } from './page-effects.ts';
import { settingsTurn } from './settings-turn.ts';

const quietPage: PageState = { online: true, updateReady: false, pairing: 'none', connectorGone: false };

interface Told {
  /** Before it is drawn. */
  readonly heard: (now: Snapshot) => void;
  /** Snapshot and settings belong together. */
  readonly known: () => void;
}

/** What the connector and the page tell, for all screens. The settings are read again when they may have changed. */
export class ConnectorWatch implements ReactiveController {
  snapshot: Snapshot | undefined;
  settings: VisibleSettings | undefined;
  page: PageState = quietPage;
  #connector: ConnectorApi | undefined;
  #stops: (() => void)[] = [];

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly told: Told,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#stop();
  }

  watch(connector: ConnectorApi, surroundings: Surroundings): void {
    this.#stop();
    this.#connector = connector;
    const effects = pageEffects(surroundings, () => chosenSound.read() === 'on');
    this.#stops = [
      connector.subscribe((now) => {
        effects(this.snapshot, now);
        this.#hear(now);
      }),
      surroundings.watch((now) => {
        this.page = now;
        this.host.requestUpdate();
      }),
    ];
  }

  readonly readSettings = async (): Promise<void> => {
    try {
      this.settings = await this.#connector?.readSettings({});
      this.host.requestUpdate();
      this.told.known();
    } catch {
      // The banner about the stopped connector says it; what was read before stays on the screen.
    }
  };

  #hear(now: Snapshot): void {
    const before = this.snapshot;
    this.snapshot = now;
    this.host.requestUpdate();
    this.told.heard(now);
    if (!before || settingsTurn(before) !== settingsTurn(now)) void this.readSettings();
    else this.told.known();
  }

  #stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }
}
