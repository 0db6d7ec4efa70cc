import type { FailureName } from '../failures.ts';

/** What went wrong and what to do now. Whether money moved is said apart: one sentence for each answer the list gives. */
export interface Advice {
  readonly what: string;
  readonly todo: string;
}

/** The failures in one language. One that is missing does not compile. */
export type FailureTexts = Readonly<Record<FailureName, Advice>>;
