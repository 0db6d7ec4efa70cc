import { html } from 'lit';
import { describedBy, formField } from '../parts/form-field.ts';
import type { PaymentFormContext } from './payment-form-context.ts';

export function orderField({ draft, problems, texts, change }: PaymentFormContext) {
  const { words } = texts;
  const error = problems?.orderWrong ? words.orderProblem : undefined;
  const label = html`${words.order} <span class="optional">(${words.optional})</span>`;
  const parts = { id: 'order', label, hint: words.orderHint, error };
  return formField(
    parts,
    html`<input id="order" name="order" type="text" autocomplete="off" maxlength="64"
        aria-invalid=${error ? 'true' : 'false'} aria-describedby=${describedBy(parts)}
        .value=${draft.order}
        @input=${(event: Event) => change({ order: (event.target as HTMLInputElement).value })} />`,
  );
}
