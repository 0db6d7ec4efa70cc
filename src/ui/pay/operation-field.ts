import { html } from 'lit';
import { describedBy, formField } from '../parts/form-field.ts';
import { choiceHint, choicesOf, type OperationChoice } from './operation-choice.ts';
import type { PaymentFormContext } from './payment-form-context.ts';

/** A sale, or what else the terminal's language has. */
export function operationField({ chosen, language, texts, change }: PaymentFormContext) {
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
