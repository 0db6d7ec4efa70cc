import '../resolve/ecr-to-check.ts';
import './ecr-history.ts';
import './ecr-notification-list.ts';
import './ecr-story-dialog.ts';
import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import { StoryEvent, type StoryOf, unresolved } from '../model/payment-events.ts';
import { EcrElement } from '../parts/ecr-element.ts';

/** The payments of any period, and the undelivered notifications. */
@customElement('ecr-payments-screen')
export class EcrPaymentsScreen extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;

  @state() private story: StoryOf | undefined;
  #showsNotificationsFirst: boolean | undefined;

  static override styles = css`
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-5);
    }
  `;

  constructor() {
    super();
    this.addEventListener(StoryEvent.type, (event) => {
      if (!(event instanceof StoryEvent)) return;
      this.story = event.detail;
    });
  }

  protected override render() {
    const { snapshot, connector, story } = this;
    const notifications = html`<ecr-notification-list
      .connector=${connector}
      .snapshot=${snapshot}
    ></ecr-notification-list>`;
    const history = html`<ecr-history .connector=${connector} .snapshot=${snapshot}></ecr-history>`;
    // Parked notifications come first, unless there are unresolved payments. The order stays as it is from the first
    // rendering on, so that no button moves while a person presses it.
    this.#showsNotificationsFirst ??= snapshot.outbox.parked > 0 && unresolved(snapshot).length === 0;
    return html`<ecr-to-check .snapshot=${snapshot} ?hidden=${unresolved(snapshot).length === 0}></ecr-to-check>
    ${this.#showsNotificationsFirst ? [notifications, history] : [history, notifications]}
    ${
      story
        ? html`<ecr-story-dialog
            .connector=${connector}
            .payment=${story}
            @closed=${this.#onClose}
          ></ecr-story-dialog>`
        : ''
    }`;
  }

  #onClose = (): void => {
    this.story = undefined;
  };
}
