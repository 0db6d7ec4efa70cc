import '../pay/ecr-payment-progress.ts';
import '../pay/ecr-payment-result.ts';
import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import { amountMinor } from '../../core/money/amount.ts';
import { paymentRequest } from '../../core/payment/payment-request.ts';
import { settingsFileText } from '../../core/settings/settings-file.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import { fill, moneyText } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { hasContract } from '../model/first-steps.ts';
import { type PaymentResult, resultOfAnswer, resultOfLost } from '../model/payment-result.ts';
import { lampTexts } from '../model/terminal-status.ts';
import { saveFile } from '../parts/browser-files.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards, notes } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { guideEnd } from './first-run-styles.ts';

/** Amount for the simulated terminal, minor units. A real terminal gets the smallest amount of the currency. */
const simulatedMinor = 1000;

/**
 * Takes a first payment: a simulated payment, or a real payment of the smallest amount. Before a real payment, the screen
 * warns that it charges a card. Fires `to-terminal` and `to-account`. The default slot stands before the main action, the
 * slot `others` below it.
 */
@customElement('ecr-test-step')
export class EcrTestStep extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) settings!: VisibleSettings;

  /** False: no file of settings is offered. */
  @property({ attribute: false }) withFile = true;

  @state() private checking = false;
  @state() private starting = false;
  @state() private answer: PaymentResult | undefined;
  @state() private failed = false;

  static override styles = [
    controls,
    cards,
    notes,
    guideEnd,
    css`
      .charges {
        display: flex;
        gap: var(--space-2);
        align-items: flex-start;
      }
    `,
  ];

  protected override render() {
    const texts = lazyTexts('first-run').guide;
    const { payment } = this.snapshot;
    if (payment && payment.phase !== 'finished')
      return html`<ecr-payment-progress stacked .payment=${payment}></ecr-payment-progress>`;
    const { answer: result } = this;
    return html`<div class="part">
      ${
        result
          ? html`<ecr-payment-result
              stacked
              .result=${result}
              .snapshot=${this.snapshot}
              @again=${this.#forget}
              @dismiss=${this.#forget}
            ></ecr-payment-result>`
          : this.#intro()
      }
      ${this.failed ? html`<p role="alert">${this.t.words.callFailed}</p>` : ''}
      ${
        this.withFile
          ? html`<section>
              <p>${texts.another}</p>
              <div class="buttons">
                <button type="button" id="save-file" @click=${this.#saveFile}>${texts.saveFile}</button>
              </div>
            </section>`
          : ''
      }
      <div class="buttons end">
        ${result ? this.#wayOut(result) : this.#mainAction()}
        <slot name="others"></slot>
      </div>
      <slot></slot>
    </div>`;
  }

  #go(place: 'to-terminal' | 'to-account', label: string) {
    const onClick = () => this.dispatchEvent(new Event(place));
    return html`<button type="button" id=${`offer-${place}`} class="primary" @click=${onClick}>${label}</button>`;
  }

  /** The step that mends what stopped the payment. */
  #wayOut({ failure }: PaymentResult) {
    const { steps } = lazyTexts('first-run').guide;
    return failure === 'contract-missing' ? this.#go('to-account', steps.account) : '';
  }

  /** What is missing before a first payment, and its step. */
  get #missing(): 'terminal' | 'contract' | undefined {
    if (this.snapshot.terminal.state === 'not-chosen') return 'terminal';
    return hasContract(this.settings) ? undefined : 'contract';
  }

  #mainAction() {
    const texts = lazyTexts('first-run').guide;
    const missing = this.#missing;
    if (missing === 'terminal') return this.#go('to-terminal', texts.steps.terminal);
    if (missing === 'contract') return this.#go('to-account', texts.steps.account);
    const amount = this.#amount();
    return html`<button
      type="button"
      id="test-payment"
      class="primary"
      ?disabled=${this.checking || this.starting || this.snapshot.storageFailure !== undefined}
      @click=${this.#pay}
    >
      ${fill(this.snapshot.simulated.terminal ? texts.paySimulated : texts.payReal, { amount })}
    </button>`;
  }

  #intro() {
    const texts = lazyTexts('first-run').guide;
    const missing = this.#missing;
    if (missing === 'terminal') return html`<p>${texts.noTerminal}</p>`;
    if (missing === 'contract') return html`<p>${texts.noContract}</p>`;
    const isSimulated = this.snapshot.simulated.terminal;
    const amount = this.#amount();
    return html`<p role="status">${this.checking ? this.t.words.checking : lampTexts(this.t, this.snapshot.terminal).label}</p>
      ${
        isSimulated
          ? html`<p>${texts.simulatedHow}</p>`
          : html`<p class="charges">${icon('warning')} <strong>${fill(texts.realHow, { amount })}</strong></p>
              <p class="muted">${texts.realBack}</p>`
      }
      ${
        isSimulated
          ? ''
          : html`<div class="buttons">
              <button type="button" id="probe" ?disabled=${this.checking} @click=${this.#check}>${texts.probe}</button>
            </div>`
      }`;
  }

  get #currency() {
    return this.settings.currencies[0] ?? 'EUR';
  }

  get #amountMinor(): number {
    return this.snapshot.simulated.terminal ? simulatedMinor : 1;
  }

  #amount(): string {
    return moneyText(this.#amountMinor, this.#currency, this.locale);
  }

  #check = async (): Promise<void> => {
    this.checking = true;
    this.failed = false;
    try {
      await this.connector.probeTerminal({});
    } catch {
      this.failed = true;
    } finally {
      this.checking = false;
    }
  };

  #pay = async (): Promise<void> => {
    this.failed = false;
    const request = paymentRequest.parse({
      amountMinor: amountMinor.parse(this.#amountMinor),
      currency: this.#currency,
    });
    this.starting = true;
    try {
      const answer = await this.connector.takePayment(request);
      this.answer = resultOfAnswer(answer, request.paymentMeans);
    } catch (error) {
      this.answer = resultOfLost(request, error);
    } finally {
      this.starting = false;
    }
  };

  #forget = (): void => {
    this.answer = undefined;
  };

  #saveFile = (): void => {
    const savedAt = new Date().toISOString();
    const text = settingsFileText(this.settings, { program: this.snapshot.version, savedAt });
    saveFile(`hipay-ecr-settings-${savedAt.slice(0, 10)}.json`, 'application/json', text);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-test-step': EcrTestStep;
  }
}
