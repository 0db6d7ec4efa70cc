import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConnectorApi, VisibleSettings } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import { chosenSound } from '../appearance.ts';
import type { HostApi, PageState } from '../host-api.ts';
import { directionOf } from '../model/operations.ts';
import { explainResult, phaseWords, resultOfLive } from '../model/payment-result.ts';
import type { Texts } from '../texts/texts.ts';
import { pageEffects } from './page-effects.ts';

/**
 * Changes whenever the settings may have: a sidecar came and provisioned, another tab saved. The snapshot does not
 * carry the settings, so the screens read them again when this text differs.
 */
export const settingsTurn = (now: Snapshot): string =>
  [
    now.environment,
    now.sidecar,
    now.owner,
    now.simulated.terminal,
    now.simulated.gateway,
    now.terminal.state === 'not-chosen',
  ].join(' ');

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

  watch(connector: ConnectorApi, hostApi: HostApi): void {
    this.#stop();
    this.#connector = connector;
    const effects = pageEffects(hostApi, () => chosenSound.read() === 'on');
    this.#stops = [
      connector.subscribe((now) => {
        effects(this.snapshot, now);
        this.#hear(now);
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

/** What a screen reader says of the payment, on whichever screen one is. */
export function announcement({ payment }: Snapshot, texts: Texts): string {
  if (!payment) return '';
  if (payment.phase !== 'finished') {
    const { label, now } = phaseWords(payment.phase, payment.transactionType, texts);
    return `${label}. ${now}`;
  }
  // Who asked for a duplicate reads what it says where it was asked.
  if (directionOf(payment.transactionType) === 'none') return '';
  const result = explainResult(resultOfLive(payment), texts);
  return `${result.label}. ${result.charged} ${result.todo}`;
}
