import '../parts/ecr-banner.ts';
import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ageText, fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { needsHash } from '../page-address.ts';
import { EcrElement, PeriodicRender } from '../parts/ecr-element.ts';
import { controls } from '../theme/controls.ts';

/** Notice for every screen: the notification of a sale is overdue. */
@customElement('ecr-overdue')
export class EcrOverdue extends EcrElement {
  /** When the oldest sale was paid, epoch milliseconds. */
  @property({ type: Number }) oldestAt = 0;

  static override styles = [controls];

  constructor() {
    super();
    new PeriodicRender(this, 60_000);
  }

  protected override render() {
    const texts = lazyTexts('payments').history;
    const text = fill(texts.overdue, { age: ageText(this.oldestAt, Date.now(), this.locale) });
    return html`<ecr-banner tone="warn" icon="warning" text=${text}>
      <a href=${needsHash}>${texts.overdueShow}</a>
      <slot></slot>
    </ecr-banner>`;
  }
}
