import type { CurrencyCode } from '../../core/money/currency.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Texts } from '../texts/texts.ts';
import type { OperationChoice } from './operation-choice.ts';
import type { DraftProblems, PaymentDraft } from './payment-draft.ts';

/** What each field of the payment form, and its button, is drawn from. */
export interface PaymentFormContext {
  readonly draft: PaymentDraft;
  /** The draft's, unless the terminal's language does not have it. */
  readonly chosen: OperationChoice;
  readonly problems: DraftProblems | undefined;
  readonly currencies: readonly CurrencyCode[];
  readonly language: Settings['terminal']['language'];
  /** Why no payment can start now. */
  readonly blocked: 'terminal' | 'storage' | undefined;
  /** Somebody may type with fingers, on the screen. */
  readonly fingers: boolean;
  readonly texts: Texts;
  readonly locale: string;
  change(change: Partial<PaymentDraft>): void;
}
