import type { PaymentRequest } from '../../core/payment/payment-request.ts';
import type { Log } from '../log.ts';
import type { AskedOrders } from '../records/asked-orders.ts';
import type { RecordBook } from '../records/record-book.ts';
import type { RelayHub } from '../relay/relay-hub.ts';
import type { WaitingLine } from './waiting-line.ts';

export interface TillDeskParts {
  readonly hub: RelayHub;
  readonly book: Pick<RecordBook, 'find' | 'recordsOf'>;
  readonly asked: Pick<AskedOrders, 'ask' | 'answered' | 'isOpen' | 'journalOf'>;
  readonly log: Log;
  /** For a till that sends no order number; at most 32 characters. */
  readonly mintOrderId: () => string;
  readonly simulated: boolean;
  /** Where the connector page is to be opened, for the cashier. */
  readonly home: string;
  readonly patience: Patience;
  /** Present where the configuration lets payments wait for the one before (connector.queue). */
  readonly line?: WaitingLine | undefined;
  /**
   * How long a page of an earlier start may still take to find this one. The start before may have ended in the middle
   * of a payment, too early for the second copy: until its page is back, nobody may say that nothing was sent.
   */
  comingBackMs(): number;
}

/** Milliseconds. */
export interface Patience {
  /** For a page that is connected but not ready yet. */
  readonly settleMs: number;
  /** For a page to come back after one was lost in the middle of a payment. */
  readonly returnMs: number;
  /** For the page of a browser that the sidecar itself has started and starts again. */
  readonly browserMs: number;
  /** For a page to come back after it left while no payment ran. */
  readonly reloadMs: number;
  /** Between two questions after a payment that still runs. */
  readonly askAgainMs: number;
}

export type NumberedRequest = PaymentRequest & { readonly orderId: string };
