import '../resolve/ecr-to-check.ts';
import './ecr-notification-list.ts';
import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import { lazyTexts } from '../language.ts';
import { unresolved } from '../model/payment-events.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { rareIcon } from '../parts/rare-icons.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { pageStyles } from './page-styles.ts';
import { listHash } from './payments-place.ts';

/** All payments that a person must check, and all that waits to be sent to HiPay. */
@customElement('ecr-needs-page')
export class EcrNeedsPage extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;

  static override styles = [controls, cards, pageStyles];

  protected override render() {
    return html`<a class="backlink" href=${listHash}>${rareIcon('previous')} ${this.t.words.paymentsArea}</a>
      <h1 tabindex="-1">${lazyTexts('payments').list.needsYouTitle}</h1>
      <ecr-to-check .snapshot=${this.snapshot} ?hidden=${unresolved(this.snapshot).length === 0}></ecr-to-check>
      <ecr-notification-list .connector=${this.connector} .snapshot=${this.snapshot}></ecr-notification-list>`;
  }
}
