import type { Connector, Failure, PaymentResult, Phase } from '../api.ts';
import type { ElementWords } from './words/words.ts';

/** Where the element is. */
export type PayState =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'busy';
      readonly doing: 'opening' | 'paying' | 'asking';
      readonly since: number;
      readonly phase?: Phase;
      /** What became of the wish to cancel. */
      readonly advice?: string;
    }
  | { readonly kind: 'ended'; readonly result: PaymentResult }
  | { readonly kind: 'failed'; readonly failure: Failure };

/**
 * The `detail` of each event that the element fires. All bubble.
 *
 * @example
 * const done = ({ detail }: CustomEvent<PayEvents['hipay-result']>) => console.log(detail.outcome);
 * document.body.addEventListener('hipay-result', done);
 */
export type PayEvents = {
  /** A step of the payment that runs. */
  'hipay-phase': Phase;
  /** It has ended, whatever came of it: look at `outcome`. */
  'hipay-result': PaymentResult;
  /** The connector could not say; `mayBeCharged` tells what that means for the customer. */
  'hipay-failure': Failure;
};

/** What the desk needs of the element around it. */
export interface PayHost {
  words(): ElementWords;
  connector(): Promise<Connector>;
  show(state: PayState): void;
  tell<Name extends keyof PayEvents>(name: Name, detail: PayEvents[Name]): void;
}

/** Money may have moved, or has: nothing here starts such a payment again. */
export const mayNotRepeat = (state: PayState): boolean =>
  (state.kind === 'ended' && !/^(DECLINED|CANCELLED|NOT_SENT)$/.test(state.result.outcome)) ||
  (state.kind === 'failed' && state.failure.mayBeCharged !== 'no');

export const isPaid = ({ outcome }: PaymentResult): boolean => /^(PARTIALLY_)?APPROVED$/.test(outcome);

/** Failures that a person mends between two tries; the closed list's `retry` is of a till that repeats by itself. */
const fixableByPerson = /^(till-not-allowed|local-network-blocked)$/;

/** May the same payment be offered again? Never while money may have moved. */
export function mayTryAgain(state: PayState): boolean {
  if (mayNotRepeat(state)) return false;
  const failure = state.kind === 'ended' ? state.result.failure : state.kind === 'failed' && state.failure;
  return !failure || failure.retry || fixableByPerson.test(failure.name);
}

const unknown = { name: 'outcome-unknown', code: '1102', mayBeCharged: 'unknown', retry: false } as const;

/** The connector knows nothing of the order, or could not be asked: then it is as unknown as it was. */
export const unknownFailure = (text: string, detail?: string): Failure => ({
  ...unknown,
  text,
  ...(detail && { detail }),
});

/** A ConnectorFailure as it is; anything else is a fault of the page's own, and of a payment on its way nobody knows. */
export function toFailure(error: unknown, sent: boolean, words: ElementWords): Failure {
  if (error instanceof Error && 'mayBeCharged' in error) return error as unknown as Failure;
  if (sent) return unknownFailure(words.brokenAfter, String(error));
  const before = { name: 'page-not-open', code: '1004', mayBeCharged: 'no', retry: true } as const;
  return { ...before, text: words.brokenBefore, detail: String(error) };
}
