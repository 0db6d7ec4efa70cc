import { html } from 'lit';
import { choiceHint, choicesOf, type OperationChoice } from '../model/operations.ts';
import { describedBy, formField } from '../parts/form-field.ts';
import type { PaymentFormContext } from './payment-form-context.ts';

/** What few payments need: the order number, the operation, and whether the terminal asks the bank. Loaded on demand. */
export const moreFields = (context: PaymentFormContext) => html`<div class="two">
    ${orderField(context)} ${operationField(context)}
  </div>
  <label class="choice">
    <input type="checkbox" id="force" .checked=${context.draft.force}
      @change=${(event: Event) => context.change({ force: (event.target as HTMLInputElement).checked })} />
    <span>${context.texts.words.force}</span>
    <span class="hint">${context.texts.words.forceHint}</span>
  </label>`;

/** The list of the operations that the terminal's protocol language offers. */
function operationField({ chosen, language, texts, change }: PaymentFormContext) {
  const { operations } = texts;
  const parts = { id: 'operation', label: operations.operation, hint: choiceHint(chosen, texts) };
  const choose = (event: Event) =>
    change({ operation: (event.target as HTMLSelectElement).value as OperationChoice });
  return formField(
    parts,
    html`<select id="operation" aria-describedby=${describedBy(parts)} @change=${choose}>
        ${choicesOf(language).map(
          (name) => html`<option value=${name} ?selected=${name === chosen}>${operations[name]}</option>`,
        )}
      </select>`,
  );
}

function orderField({ draft, problems, texts, change }: PaymentFormContext) {
  const { words } = texts;
  const error = problems?.orderWrong ? words.orderProblem : undefined;
  const parts = { id: 'order', label: words.order, error };
  return formField(
    parts,
    html`<input id="order" name="order" type="text" autocomplete="off" maxlength="64" placeholder=${words.orderHint}
        aria-invalid=${error ? 'true' : 'false'} aria-describedby=${describedBy(parts)}
        .value=${draft.order}
        @input=${(event: Event) => change({ order: (event.target as HTMLInputElement).value })} />`,
  );
}
