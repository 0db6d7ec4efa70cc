import { type FailureName, failures } from '../failures.ts';
import type { FailureTexts } from './failure-texts.ts';
import type { PhaseTexts } from './phase-texts.ts';

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
