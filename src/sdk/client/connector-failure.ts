import { type Charge, mayBeCharged, moneyText } from '../../core/payment/money-text.ts';
import type { Failure } from '../../core/till/till-api.ts';
import type { TillClientTexts } from '../../texts/en/till-client.ts';
import type { ChargeStatement, FailureName } from '../api.ts';

/**
 * The failures that a till's page detects itself. The SDK contains their texts, because the page reaches no connector
 * that could send them. A test compares the table with core/failures/failures.ts.
 */
export const ownFailures = {
  'page-not-open': { code: '1004', retry: true },
  'outcome-unknown': { code: '1102', retry: false },
  'till-not-allowed': { code: '1107', retry: false },
  'local-network-blocked': { code: '1109', retry: false },
  'window-blocked': { code: '1110', retry: true },
  'browser-unsupported': { code: '1111', retry: false },
} as const satisfies Partial<Record<FailureName, Pick<Failure, 'code' | 'retry'>>>;

export type OwnFailure = keyof typeof ownFailures;

/** A connector of an older program sends only `mayBeCharged`. Each value is read as the most careful statement that fits. */
const statements = { no: 'nothing-sent', yes: 'charged', unknown: 'unknown' } as const;

/**
 * The error of a call that has no result. It is a failure of a fixed list, and says what is known about the money.
 *
 * @example
 * try {
 *   await connector.pay({ amountMinor: 1023, orderId: 'Order_12345' });
 * } catch (error) {
 *   if (error instanceof ConnectorFailure && error.mayBeCharged === 'unknown') console.log('do not charge again', error.text);
 * }
 */
export class ConnectorFailure extends Error implements Failure {
  /** Name of the failure. */
  override readonly name: FailureName;
  /** HiPay's error code (1000 to 1009) or ours (from 1101 on). */
  readonly code: string;
  /** What is known about the customer's money. */
  readonly charge: ChargeStatement;
  /**
   * `charge` in three words: `not-charged` and `nothing-sent` are `no`. `unknown`: charge again only after a person has
   * checked.
   */
  readonly mayBeCharged: Failure['mayBeCharged'];
  /** Whether the till may send the same payment again by itself. */
  readonly retry: boolean;
  /** Text in the till's language: what happened, what is known about the money, what to do now. */
  readonly text: string;
  /** Technical cause in English, for a log. */
  readonly detail?: string;

  /** The SDK makes these errors; a till's own tests may make them too. Without `charge`, `mayBeCharged` decides. */
  constructor(failure: Omit<Failure, 'charge'> & Partial<Pick<Failure, 'charge'>>) {
    super(failure.detail ? `${failure.text} [${failure.detail}]` : failure.text);
    this.name = failure.name;
    this.code = failure.code;
    this.charge = failure.charge ?? statements[failure.mayBeCharged];
    this.mayBeCharged = failure.mayBeCharged;
    this.retry = failure.retry;
    this.text = failure.text;
    if (failure.detail !== undefined) this.detail = failure.detail;
  }
}

/** Makes a failure that this page detects itself, because no connector is reached. */
export function ownFailure(
  name: OwnFailure,
  charge: Charge,
  texts: TillClientTexts,
  detail?: string,
): ConnectorFailure {
  const { what, todo } = texts.failures[name];
  return new ConnectorFailure({
    name,
    ...ownFailures[name],
    charge: charge.charge,
    mayBeCharged: mayBeCharged(charge.charge),
    text: `${what} ${moneyText(charge, texts.money)} ${todo}`,
    ...(detail && { detail }),
  });
}
