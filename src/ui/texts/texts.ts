import type { TerminalStatus } from '../../core/connector-api/snapshot.ts';
import type { AmountProblem } from '../../core/money/amount.ts';
import type { Outcome } from '../../core/payment/outcome.ts';
import type { Advice, FailureTexts, PhaseTexts } from '../../core/till/till-texts.ts';
import type { operations, resolverBack } from './en/operations.ts';
import type { resolver } from './en/resolver.ts';
import type { usb } from './en/usb.ts';
import type { words } from './en/words.ts';

export type WordKey = keyof typeof words;
export type PluralKey = 'payments' | 'waiting' | 'more' | 'attempts' | 'unresolved';
export type TerminalState = TerminalStatus['state'];
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Every text of the screens in one language. A text that is missing does not compile. */
export interface Texts {
  readonly words: Readonly<Record<WordKey, string>>;
  readonly resolver: Readonly<Record<keyof typeof resolver, string>>;
  readonly operations: Readonly<Record<keyof typeof operations, string>>;
  readonly resolverBack: Readonly<Record<keyof typeof resolverBack, string>>;
  readonly usb: Readonly<Record<keyof typeof usb, string>>;
  readonly plurals: Readonly<Record<PluralKey, PluralForms>>;
  readonly charged: Readonly<Record<'no' | 'yes' | 'unknown', string>>;
  readonly failures: FailureTexts;
  readonly outcomes: Readonly<Record<Outcome, Advice & { readonly label: string }>>;
  readonly lamps: Readonly<Record<TerminalState, { readonly label: string; readonly todo: string }>>;
  readonly phases: PhaseTexts;
  readonly amountProblems: Readonly<Record<AmountProblem, string>>;
}
