import '../parts/ecr-banner.ts';
import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { controls } from '../theme/controls.ts';

/** Says that this browser delivers the notifications of another browser profile. Fires `seen` when a person closes it. */
@customElement('ecr-taken-over')
export class EcrTakenOver extends EcrElement {
  @property({ type: Number }) count = 0;

  static override styles = [controls];

  protected override render() {
    const text = fill(lazyTexts('payments').history.takenOver, { count: String(this.count) });
    return html`<ecr-banner tone="calm" icon="info" text=${text}>
      <button type="button" class="seen" @click=${() => this.dispatchEvent(new Event('seen'))}>${this.t.words.close}</button>
      <slot></slot>
    </ecr-banner>`;
  }
}
