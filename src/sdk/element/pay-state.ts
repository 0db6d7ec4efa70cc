import { type Charge, mayBeCharged, moneyText, nothingSent } from '../../core/payment/money-text.ts';
import type { TillElementTexts } from '../../texts/en/till-element.ts';
import type { Connector, Failure, PaymentResult, Phase, TransactionType } from '../api.ts';
import { chargeOf } from '../client/charge-of-result.ts';

/** State of the element. */
export type PayState =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'busy';
      readonly activity: 'opening' | 'paying' | 'asking';
      /** Start of the payment, epoch ms. Before the first phase: start of the opening or of the call. */
      readonly since: number;
      readonly phase?: Phase;
      /** The connector's answer to a cancellation. */
      readonly advice?: string;
    }
  | { readonly kind: 'ended'; readonly result: PaymentResult }
  | { readonly kind: 'failed'; readonly failure: Failure };

/**
 * The `detail` of each event that the element fires. All these events bubble.
 *
 * @example
 * const done = ({ detail }: CustomEvent<PayEvents['hipay-result']>) => console.log(detail.outcome);
 * document.body.addEventListener('hipay-result', done);
 */
export type PayEvents = {
  /** A phase of the running payment. */
  'hipay-phase': Phase;
  /** The payment has ended, with any result: check `outcome`. */
  'hipay-result': PaymentResult;
  /** There is no result; `charge` says what is known about the money. */
  'hipay-failure': Failure;
};

/** The element, as the controller uses it. */
export interface PayHost {
  texts(): TillElementTexts;
  connector(): Promise<Connector>;
  show(state: PayState): void;
  fireEvent<Name extends keyof PayEvents>(name: Name, detail: PayEvents[Name]): void;
}

/** True if this payment has moved money or may have: it must not be started again. */
export const mayNotRepeat = (state: PayState): boolean =>
  (state.kind === 'ended' && (isPaid(state.result) || chargeOf(state.result) === 'unknown')) ||
  (state.kind === 'failed' && state.failure.mayBeCharged !== 'no');

export const isPaid = ({ outcome }: PaymentResult): boolean => /^(PARTIALLY_)?APPROVED$/.test(outcome);

/** Failures that a person can fix before another try. (`retry` of the failures is for a till that repeats by itself.) */
const fixableByPerson = /^(till-not-allowed|local-network-blocked)$/;

/** True if the element may offer the same payment again. False if money may have moved. */
export function mayTryAgain(state: PayState): boolean {
  if (mayNotRepeat(state)) return false;
  const failure = state.kind === 'ended' ? state.result.failure : state.kind === 'failed' && state.failure;
  return !failure || failure.retry || fixableByPerson.test(failure.name);
}

const unknown = { name: 'outcome-unknown', code: '1102', retry: false } as const;
const notOpened = { name: 'page-not-open', code: '1004', retry: true } as const;

const failureWith = (
  failure: Pick<Failure, 'name' | 'code' | 'retry'>,
  charge: Charge,
  what: string,
  texts: TillElementTexts,
  detail?: string,
): Failure => ({
  ...failure,
  charge: charge.charge,
  mayBeCharged: mayBeCharged(charge.charge),
  text: `${what} ${moneyText(charge, texts.money)}`,
  ...(detail && { detail }),
});

/** The failure to show if the connector does not know the order or cannot be reached: the outcome stays unknown. */
export const unknownFailure = (
  transactionType: TransactionType,
  what: string,
  texts: TillElementTexts,
  detail?: string,
): Failure => failureWith(unknown, { charge: 'unknown', transactionType }, what, texts, detail);

/**
 * Returns a ConnectorFailure as it is. Any other error is an error of this page; if the payment was sent, its outcome is
 * then unknown.
 */
export function toFailure(
  error: unknown,
  sentOperation: TransactionType | undefined,
  texts: TillElementTexts,
): Failure {
  if (error instanceof Error && 'mayBeCharged' in error) return error as unknown as Failure;
  return sentOperation
    ? unknownFailure(sentOperation, texts.brokenAfter, texts, String(error))
    : failureWith(notOpened, nothingSent, texts.brokenBefore, texts, String(error));
}
