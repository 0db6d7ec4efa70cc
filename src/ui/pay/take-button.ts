import { html } from 'lit';
import { icon } from '../parts/icon.ts';
import { moneyText } from '../parts/money-text.ts';
import { fill } from '../texts/fill.ts';
import { choiceButton, givesBack } from './operation-choice.ts';
import { readAmount } from './payment-draft.ts';
import type { PaymentFormContext } from './payment-form-context.ts';

/** Where no payment can start it says why, instead of failing later. */
export function takeButton(context: PaymentFormContext, starting: boolean) {
  const { chosen, blocked } = context;
  const back = givesBack(chosen);
  return html`<div class="stack submit">
        <button class="primary take ${back ? 'back' : ''}" ?disabled=${starting || blocked !== undefined}>
          ${icon(back ? 'back' : 'card', 24)} ${starting ? context.texts.words.starting : buttonText(context)}
        </button>
        ${blocked ? html`<p class="blocked" role="status">${blockedText(context)}</p>` : ''}
      </div>`;
}

/** The button names the sum: the cashier reads it once more before the terminal does. */
function buttonText({ draft, chosen, texts, locale }: PaymentFormContext): string {
  const amount = readAmount(draft.amount, draft.currency);
  if (!amount.ok) return chosen === 'sale' ? texts.words.take : texts.operations[chosen];
  return fill(choiceButton(chosen, texts), { amount: moneyText(amount.amountMinor, draft.currency, locale) });
}

const blockedText = ({ blocked, texts: { words } }: PaymentFormContext): string =>
  blocked === 'storage' ? `${words.storageTitle} ${words.storageTodo}` : words.blockedTerminal;
