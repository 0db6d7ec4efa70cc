import type { CurrencyCode } from '../../core/money/currency.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Texts } from '../../texts/load-texts.ts';
import type { OperationChoice } from '../model/operations.ts';
import type { DraftProblems, PaymentDraft } from './payment-draft.ts';

/** Everything that the fields and the button of the payment form render. */
export interface PaymentFormContext {
  readonly draft: PaymentDraft;
  /** The draft's operation, or a sale if the terminal's protocol language does not offer it. */
  readonly chosen: OperationChoice;
  readonly problems: DraftProblems | undefined;
  readonly currencies: readonly CurrencyCode[];
  readonly language: Settings['terminal']['language'];
  /** Why no payment can start now. */
  readonly blocked: 'terminal' | 'storage' | undefined;
  readonly texts: Texts;
  readonly locale: string;
  change(change: Partial<PaymentDraft>): void;
}
