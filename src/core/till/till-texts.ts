import type { PaymentPhase } from '../connector-api/snapshot.ts';
import { type FailureName, failures } from '../failures/failures.ts';

/** What a web till may show its cashier, in one language. */
export interface TillTexts {
  readonly failures: FailureTexts;
  readonly phases: PhaseTexts;
  /** As sentences of their own, between what happened and what to do. */
  readonly charged: Readonly<Record<'no' | 'yes' | 'unknown', string>>;
  /** Why a till cannot call off what the terminal has, and who can. */
  readonly redKey: string;
  readonly nothing: string;
  readonly tooLate: string;
}

/** What happened, was the customer charged, what to do now. */
export function failureText(name: FailureName, texts: TillTexts): string {
  const { what, todo } = texts.failures[name];
  return `${what} ${texts.charged[failures[name].charged]} ${todo}`;
}

/** What went wrong and what to do now. Whether money moved is said apart: one sentence for each answer the list gives. */
export interface Advice {
  readonly what: string;
  readonly todo: string;
}

/** The failures in one language. One that is missing does not compile. */
export type FailureTexts = Readonly<Record<FailureName, Advice>>;

/** The steps of a payment in one language: a label, and what happens now. */
export type PhaseTexts = Readonly<Record<PaymentPhase, { readonly label: string; readonly now: string }>>;
