import type { FailureName } from '../failure-name.ts';

/**
 * A failure, from the closed list that the REST surface and the screens use too.
 *
 * @example
 * const tell = ({ text, code, mayBeCharged }: Failure) =>
 *   console.log(`${text} (${code})`, mayBeCharged === 'no' ? 'may be tried again' : 'do not charge again');
 */
export interface Failure {
  /** Which one. */
  readonly name: FailureName;
  /** HiPay's error code (1000 to 1009) or ours (from 1101 on). */
  readonly code: string;
  /** May the customer have been charged? `unknown`: never charge again before somebody has looked. */
  readonly mayBeCharged: 'no' | 'yes' | 'unknown';
  /** May the till send the same payment again by itself? */
  readonly retry: boolean;
  /** In the till's language: what happened, was the customer charged, what to do now. */
  readonly text: string;
  /** What exactly went wrong, in English, for a log. */
  readonly detail?: string;
}
