import { lazyTexts } from '../language.ts';
import '../parts/ecr-banner.ts';
import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { AlarmRow } from '../../core/connector-api/snapshot.ts';
import { isPaid } from '../../core/payment/outcome.ts';
import { fill, moneyText } from '../format.ts';
import { directionOf } from '../model/operations.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { controls } from '../theme/controls.ts';

/**
 * Warns that new evidence about a payment's outcome came in, or that a person corrected a decision. The warning stays, also after a reload, until a person
 * confirms it.
 */
@customElement('ecr-alarm')
export class EcrAlarm extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) alarm!: AlarmRow;

  @state() private failed = false;

  static override styles = [controls];

  protected override render() {
    const { alarm } = this;
    const texts = lazyTexts('resolve')[directionOf(alarm.transactionType) === 'back' ? 'alarmBack' : 'alarm'];
    const paid = isPaid(alarm.outcome);
    const contradicts = alarm.kind === 'contradiction';
    const contradicted = paid ? texts.contradictedPaid : texts.contradictedNotPaid;
    const late = paid ? texts.latePaid : texts.lateNotPaid;
    const amount = moneyText(alarm.amountMinor, alarm.currency, this.locale);
    const correctedOutcome = paid ? texts.correctedPaid : texts.correctedNotPaid;
    const corrected = alarm.earlierMinor === undefined ? correctedOutcome : texts.correctedAmount;
    const earlier = moneyText(alarm.earlierMinor ?? alarm.amountMinor, alarm.currency, this.locale);
    const template = contradicts ? contradicted : alarm.by === undefined ? late : corrected;
    const text = fill(template, { amount, earlier, order: alarm.orderId, by: alarm.by ?? '' });
    return html`<ecr-banner
      tone=${contradicts ? 'bad' : 'warn'}
      icon="warning"
      text="${text}${this.failed ? ` ${this.t.words.callFailed}` : ''}"
    >
      <button type="button" class="seen" @click=${this.#onSeen}>${texts.seen}</button>
      <slot></slot>
    </ecr-banner>`;
  }

  async #onSeen(): Promise<void> {
    try {
      await this.connector.dismissAlarm({ paymentId: this.alarm.paymentId });
    } catch {
      this.failed = true;
    }
  }
}
