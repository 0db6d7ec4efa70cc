import { html } from 'lit';
import { type CurrencyCode, exponentOf } from '../../core/money/currency.ts';
import { describedBy, formField } from '../parts/form-field.ts';
import './ecr-amount-pad.ts';
import type { PaymentFormContext } from './payment-form-context.ts';

export function amountField(context: PaymentFormContext) {
  const { words, amountProblems } = context.texts;
  const problem = context.problems?.amount;
  const parts = {
    id: 'amount',
    label: words.amount,
    hint: words.amountHint,
    error: problem && amountProblems[problem],
  };
  return formField(
    parts,
    html`<div class="money">
        <input id="amount" name="amount" type="text" inputmode=${context.fingers ? 'none' : 'decimal'} autocomplete="off" enterkeyhint="go"
          placeholder="0" maxlength="20" required
          aria-invalid=${problem ? 'true' : 'false'} aria-describedby=${describedBy(parts)}
          .value=${context.draft.amount}
          @input=${(event: Event) => context.change({ amount: (event.target as HTMLInputElement).value })} />
        ${currencyChoice(context)}
      </div>`,
  );
}

function currencyChoice({ currencies, draft, texts, change }: PaymentFormContext) {
  if (currencies.length < 2) return html`<span class="currency">${draft.currency}</span>`;
  return html`<select
      aria-label=${texts.words.currency}
      @change=${(event: Event) => change({ currency: (event.target as HTMLSelectElement).value as CurrencyCode })}
    >
      ${currencies.map((each) => html`<option ?selected=${each === draft.currency}>${each}</option>`)}
    </select>`;
}

/** Where there are no fingers the keyboard is quicker, and the pad would be in the way. */
export function amountPad({ draft, blocked, fingers, change }: PaymentFormContext) {
  if (!fingers) return '';
  return html`<ecr-amount-pad
      .amount=${draft.amount}
      .digits=${exponentOf(draft.currency)}
      .disabled=${blocked === 'storage'}
      @amount=${(event: CustomEvent<string>) => change({ amount: event.detail })}
    ></ecr-amount-pad>`;
}
