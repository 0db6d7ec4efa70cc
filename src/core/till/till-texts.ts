import type { PaymentPhase } from '../connector-api/snapshot.ts';
import { type FailureName, failures } from '../failures/failures.ts';

/** The texts that a web till may show its cashier, in one language. */
export interface TillTexts {
  readonly failures: FailureTexts;
  readonly phases: PhaseTexts;
  /** Whether the customer was charged, as full sentences. `failureText` puts them between `what` and `todo`. */
  readonly charged: Readonly<Record<'no' | 'yes' | 'unknown', string>>;
  /** Why a till cannot cancel a payment that the terminal has, and who can. */
  readonly redKey: string;
  readonly nothing: string;
  readonly tooLate: string;
}

/** What happened, whether the customer was charged, what to do now. */
export function failureText(name: FailureName, texts: TillTexts): string {
  const { what, todo } = texts.failures[name];
  return `${what} ${texts.charged[failures[name].charged]} ${todo}`;
}

/**
 * What happened and what to do now. Whether money moved is a separate sentence, the same for all failures of one kind.
 */
export interface Advice {
  readonly what: string;
  readonly todo: string;
}

/** The failures in one language. If the text of a failure is missing, the program does not compile. */
export type FailureTexts = Readonly<Record<FailureName, Advice>>;

/** The steps of a payment in one language: a label, and what happens now. */
export type PhaseTexts = Readonly<Record<PaymentPhase, { readonly label: string; readonly now: string }>>;
