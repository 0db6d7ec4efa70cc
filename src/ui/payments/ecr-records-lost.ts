import '../parts/ecr-banner.ts';
import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { RecordsLoss } from '../../core/connector-api/snapshot.ts';
import { fill, timeText } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { controls } from '../theme/controls.ts';

/**
 * Says that payments are lost, so that orders of tills are held back until a person accepts the loss. While a file may still be
 * copied back, there is nothing to accept.
 */
@customElement('ecr-records-lost')
export class EcrRecordsLost extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) loss!: RecordsLoss;

  /** True after the first press. The second press accepts the loss. */
  @state() private isAsking = false;

  static override styles = [controls];

  protected override willUpdate(): void {
    if (this.loss.isComing) this.isAsking = false;
  }

  protected override render() {
    const texts = lazyTexts('payments').history.recordsLost;
    const time = timeText(this.loss.at, Date.now(), this.locale);
    const values = { time, count: String(this.loss.missing) };
    if (this.loss.isComing)
      return html`<ecr-banner tone="bad" icon="warning" heading=${texts.comingTitle} text=${fill(texts.coming, values)}><slot></slot></ecr-banner>`;
    const what = fill(this.loss.needsPerson ? texts.whatUnlisted : texts.what, values);
    const todo = this.loss.needsPerson ? texts.todoUnlisted : texts.todo;
    return html`<ecr-banner tone="bad" icon="warning" heading=${texts.title}
      text=${this.isAsking ? texts.ask : `${what} ${todo}`}>
      ${
        this.isAsking
          ? html`<button type="button" class="accept" @click=${() => void this.connector.acceptRecordsLoss({})}>${texts.accept}</button>
            <button type="button" class="wait" @click=${() => this.#ask(false)}>${texts.wait}</button>`
          : html`<button type="button" class="begin" @click=${() => this.#ask(true)}>${texts.begin}</button>`
      }
      <slot></slot>
    </ecr-banner>`;
  }

  #ask(isAsking: boolean): void {
    this.isAsking = isAsking;
  }
}
