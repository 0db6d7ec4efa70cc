import type { Language, Outcome, TransactionType } from '../../api.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { pt } from './pt.ts';

/** Texts of `<hipay-pay>` itself; those of phases and failures come from the connector. `{…}` is a placeholder. */
export interface ElementWords {
  /** Text of the button, by operation. */
  readonly ask: Readonly<Record<TransactionType, string>>;
  /** Result if it succeeded, by operation. */
  readonly done: Readonly<Record<TransactionType, string>>;
  readonly outcome: Readonly<Record<Outcome | 'FAILED', string>>;
  readonly opening: string;
  readonly asking: string;
  readonly elapsed: string;
  readonly cancel: string;
  readonly redKey: string;
  readonly tryAgain: string;
  readonly askAgain: string;
  readonly charged: string;
  readonly notCharged: string;
  readonly partly: string;
  readonly due: string;
  readonly doNotCharge: string;
  readonly steps: readonly [string, string, string];
  readonly notFound: string;
  readonly notAsked: string;
  readonly hipayLater: string;
  readonly replayed: string;
  readonly simulated: string;
  readonly order: string;
  readonly card: string;
  readonly authorization: string;
  /** An error of this page, before anything was sent (`brokenBefore`) or after (`brokenAfter`). */
  readonly brokenBefore: string;
  readonly brokenAfter: string;
}

export const words: Readonly<Record<Language, ElementWords>> = { en, fr, it, pt };

export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
