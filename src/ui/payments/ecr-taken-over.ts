import '../parts/ecr-banner.ts';
import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import { fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { controls } from '../theme/controls.ts';

/** Says that this browser delivers the notifications of another browser profile. A person can close this notice. */
@customElement('ecr-taken-over')
export class EcrTakenOver extends EcrElement {
  @property({ attribute: false }) takenOver!: NonNullable<Snapshot['takenOver']>;

  /** Number of notifications when a person closed the notice. With more notifications, the notice appears again. */
  @state() private seen = 0;

  static override styles = [controls];

  protected override render() {
    const { notifications } = this.takenOver;
    if (notifications <= this.seen) return '';
    const text = fill(lazyTexts('payments').history.takenOver, { count: String(notifications) });
    return html`<ecr-banner tone="calm" icon="info" text=${text}>
      <button type="button" class="seen" @click=${() => {
        this.seen = notifications;
      }}>${this.t.words.close}</button>
    </ecr-banner>`;
  }
}
