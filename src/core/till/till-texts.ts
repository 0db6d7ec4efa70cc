import type { PaymentPhase } from '../connector-api/snapshot.ts';
import type { FailureName } from '../failures/failures.ts';
import { type Advice, adviceText } from '../payment/charge.ts';
import type { Charge, MoneyTexts } from '../payment/money-text.ts';

export type { Advice, MoneyTexts };

/** The texts that a web till may show its cashier, in one language. */
export interface TillTexts {
  readonly failures: FailureTexts;
  readonly phases: PhaseTexts;
  /** What is known about the customer's money, as full sentences. `failureText` puts one between `what` and `todo`. */
  readonly money: MoneyTexts;
  /** Why a till cannot cancel a payment that the terminal has, and who can. */
  readonly redKey: string;
  readonly nothing: string;
  readonly tooLate: string;
}

/** What happened, what is known about the money, what to do now. */
export const failureText = (name: FailureName, charge: Charge, texts: TillTexts): string =>
  adviceText(name, charge, texts.failures[name], texts.money);

/** The failures in one language. If the text of a failure is missing, the program does not compile. */
export type FailureTexts = Readonly<Record<FailureName, Advice>>;

/** The steps of a payment in one language: a label, and what happens now. */
export type PhaseTexts = Readonly<Record<PaymentPhase, { readonly label: string; readonly now: string }>>;
