import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import { ageText, fill } from '../format.ts';
import type { HostApi } from '../host-api.ts';
import { isRunning, OpenTerminalEvent } from '../model/payment-events.ts';
import { badgeOf, cableLink, hasDeviceName, terminalWords } from '../model/terminal-status.ts';
import { EcrElement, PeriodicRender } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';

/** The terminal's state on the settings. A ready terminal can be checked; any other opens the panel, which says what to do. */
@customElement('ecr-terminal-now')
export class EcrTerminalNow extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) hostApi!: HostApi;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) settings: VisibleSettings | undefined;

  @state() private checking = false;

  static override styles = [
    controls,
    cards,
    css`
      section {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: var(--space-4);
        align-items: center;
      }
      i {
        display: grid;
        place-items: center;
        width: 3.5rem;
        height: 3.5rem;
        border-radius: 50%;
        background: var(--calm-soft);
        color: var(--calm);
      }
      .good {
        background: var(--good-soft);
        color: var(--good);
      }
      .warn {
        background: var(--warn-soft);
        color: var(--warn);
      }
      .bad {
        background: var(--bad-soft);
        color: var(--bad);
      }
      @media (max-width: 40rem) {
        section {
          grid-template-columns: auto minmax(0, 1fr);
        }
        button {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  constructor() {
    super();
    new PeriodicRender(this);
  }

  protected override render() {
    const { words } = this.t;
    const { snapshot, checking } = this;
    const link = cableLink(this.settings, this.hostApi.browserLinks);
    const { label } = terminalWords(snapshot, this.t, link, this.hostApi.system);
    const isReady = snapshot.terminal.state === 'ready';
    return html`<section class="card" aria-labelledby="state">
      <i class=${badgeOf(snapshot).tone}>${icon('terminal', 30)}</i>
      <div>
        <h2 id="state">${label}</h2>
        <p class="muted">${this.#details()}</p>
      </div>
      ${
        isReady
          ? html`<button type="button" id="check-terminal" ?disabled=${checking || isRunning(snapshot)} @click=${this.#check}>
              ${checking ? words.checking : words.check}
            </button>`
          : html`<button type="button" id="what-to-do" aria-haspopup="dialog" @click=${() => this.dispatchEvent(new OpenTerminalEvent())}>
              ${words.whatToDo}
            </button>`
      }
    </section>`;
  }

  #details(): string {
    const { words } = this.t;
    const { state, description, seenAt, simulated } = this.snapshot.terminal;
    const device = simulated ? words.simulated : hasDeviceName(state) ? description : '';
    const seen =
      seenAt === 0 ? words.neverSeen : fill(words.seen, { age: ageText(seenAt, Date.now(), this.locale) });
    return device ? `${device} · ${seen}` : seen;
  }

  readonly #check = async (): Promise<void> => {
    this.checking = true;
    // A check that fails shows in the terminal's state.
    await this.connector.probeTerminal({}).catch(() => undefined);
    this.checking = false;
  };
}
