import '../terminal/ecr-terminal-card.ts';
import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import type { HostApi } from '../host-api.ts';
import { EcrPanel } from './ecr-panel.ts';

/** The terminal's panel: its status, test, search, peculiarities, and what a simulated one does. */
@customElement('ecr-terminal-panel')
export class EcrTerminalPanel extends EcrPanel {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) hostApi!: HostApi;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) settings: VisibleSettings | undefined;
  @property({ attribute: false }) scripts: readonly string[] = [];

  protected override renderContent() {
    return html`<div class="panel">
      ${this.renderHead(this.t.words.terminal)}
      <ecr-terminal-card
        inside
        .connector=${this.connector}
        .hostApi=${this.hostApi}
        .snapshot=${this.snapshot}
        .settings=${this.settings}
        .scripts=${this.scripts}
      ></ecr-terminal-card>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-terminal-panel': EcrTerminalPanel;
  }
}
