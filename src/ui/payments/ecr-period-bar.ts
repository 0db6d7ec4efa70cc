import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { lazyTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { describedBy, fieldError } from '../parts/form-field.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import { dayText, lastDayOf, type Period, type PeriodKind, periodKinds, periodOf, spanOf } from './period.ts';

/** Lets a person choose a common period by one click, or any other period by two dates. Fires `period` with a Period. */
@customElement('ecr-period-bar')
export class EcrPeriodBar extends EcrElement {
  @property({ attribute: false }) period!: Period;

  @state() private open = false;
  @state() private first = '';
  @state() private last = '';

  static override styles = [
    controls,
    fields,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
      }
      .kinds {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      button[aria-pressed='true'] {
        border-color: var(--accent);
        background: var(--accent-soft);
        color: var(--accent);
        box-shadow: inset 0 0 0 1px var(--accent);
      }
      .days {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(9.5rem, 14rem));
        gap: var(--space-3);
      }
    `,
  ];

  protected override render() {
    const texts = lazyTexts('payments').history;
    return html`<div class="kinds" role="group" aria-label=${texts.periods}>
        ${periodKinds.map(
          (kind) => html`<button
            type="button"
            id="period-${kind}"
            aria-pressed=${this.#chosenKind === kind ? 'true' : 'false'}
            @click=${() => this.#onKind(kind)}
          >
            ${texts[kind]}
          </button>`,
        )}
      </div>
      ${this.open ? this.#renderDays() : ''}`;
  }

  get #chosenKind(): PeriodKind {
    return this.open ? 'span' : this.period.kind;
  }

  #renderDays() {
    const texts = lazyTexts('payments').history;
    const error = spanOf(this.first, this.last) ? undefined : texts.spanWrong;
    const parts = { id: 'days', label: '', error };
    const day = (id: string, label: string, value: string, set: (value: string) => void) => html`<div
      class="field"
    >
      <label for=${id}>${label}</label>
      <input
        id=${id}
        type="date"
        max=${dayText(Date.now())}
        .value=${value}
        aria-invalid=${error ? 'true' : 'false'}
        aria-describedby=${describedBy(parts)}
        @change=${(event: Event) => {
          set((event.target as HTMLInputElement).value);
          this.#applyDays();
        }}
      />
    </div>`;
    return html`<div class="days">
        ${day('first-day', texts.fromDay, this.first, (value) => {
          this.first = value;
        })}
        ${day('last-day', texts.toDay, this.last, (value) => {
          this.last = value;
        })}
      </div>
      ${fieldError('days', error)}`;
  }

  #onKind(kind: PeriodKind): void {
    if (kind === 'span') {
      this.first = dayText(this.period.from);
      this.last = dayText(lastDayOf(this.period));
      this.open = true;
      return;
    }
    this.open = false;
    this.#fire(periodOf(kind, Date.now()));
  }

  #applyDays(): void {
    const period = spanOf(this.first, this.last);
    if (period) this.#fire(period);
  }

  #fire(detail: Period): void {
    this.dispatchEvent(new CustomEvent('period', { detail, bubbles: true, composed: true }));
  }
}
