import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/relay/connector-api.ts';
import type { Snapshot } from '../../core/relay/snapshot.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { unresolved } from '../resolve/doubtful-payment.ts';
import './ecr-notification-list.ts';
import './ecr-payment-list.ts';

/** What was paid today, and what HiPay still has to be told. */
@customElement('ecr-payments-screen')
export class EcrPaymentsScreen extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;

  static override styles = css`
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-5);
    }
  `;

  protected override render() {
    const { snapshot } = this;
    const notifications = html`<ecr-notification-list
      .connector=${this.connector}
      .snapshot=${snapshot}
    ></ecr-notification-list>`;
    const list = html`<ecr-payment-list .snapshot=${snapshot}></ecr-payment-list>`;
    // What waits for a person comes first, a payment in doubt before all; an empty list need not be scrolled past.
    const mendHiPay = snapshot.outbox.parked > 0 && unresolved(snapshot).length === 0;
    return mendHiPay ? [notifications, list] : [list, notifications];
  }
}
