import type {
  Cancellation,
  Configuration,
  Failure,
  PaymentRequest,
  PaymentResult,
  Phase,
  RestPaymentRequest,
  Status,
  Version,
} from '../core/till/till-api.ts';
import type { Way, WayNotTaken } from './options.ts';

export type { FailureName } from '../core/failures/failure-name.ts';
export type * from '../core/till/till-api.ts';
export type * from './options.ts';

/**
 * Listeners of a connector's events. A listener that throws stops neither a payment nor the other listeners.
 *
 * @example
 * const onClosed: ConnectorEvents['closed'] = ({ text }) => console.log(text);
 * connector.on('closed', onClosed);
 */
export interface ConnectorEvents {
  /** Called on every change of the terminal's status, the pending notifications or the page. */
  status: (status: Status) => void;
  /** Called with each phase of a running payment, of this or of another till. */
  phase: (phase: Phase) => void;
  /**
   * Called when the connector is lost: its window was closed, or the sidecar stopped. Then open it again and call
   * `resumeLast()`.
   * `charge` is `unknown` while an order that this page has sent has no final answer.
   */
  closed: (failure: Failure) => void;
}

/**
 * Options of a payment.
 *
 * @example
 * const leaving = new AbortController();
 * const options: PayOptions = { onPhase: ({ text }) => console.log(text), signal: leaving.signal };
 */
export interface PayOptions {
  /** Called with each step of this payment. */
  readonly onPhase?: (phase: Phase) => void;
  /**
   * An abort before anything was sent: `pay` rejects with the signal's reason, and nothing was charged. A later abort ends
   * the waiting: `pay` rejects with `outcome-unknown`, and the payment goes on if the terminal has it already.
   */
  readonly signal?: AbortSignal;
}

/**
 * Versions of the connector and of the SDK that reaches it.
 *
 * @example
 * const { program, protocol, sdk }: Versions = await connector.version();
 */
export interface Versions extends Version {
  /** The version of this package. */
  readonly sdk: string;
}

/**
 * The connector, independent of the way by which it is reached. Calls reject with a `ConnectorFailure` if the connector
 * cannot answer: `page-not-open` if it is gone, `till-not-allowed` if the person has refused this till.
 *
 * @example
 * const connector: Connector = await openConnector({ window: { url: 'http://localhost:8080' } });
 */
export interface Connector {
  /** The way by which this page reaches the connector. */
  readonly way: Way;
  /** The ways that were tried before and failed. */
  readonly notTaken: readonly WayNotTaken[];
  /** The last status. The connector sends the first status when a person has allowed this till; undefined before. */
  readonly status: Status | undefined;
  /**
   * Takes a payment. Resolves when it has ended, with any result: check `outcome`. Rejects with `mayBeCharged: 'unknown'` if
   * the connector was lost during it; then call `resumeLast()`, and do not charge again. Rejects with `request-invalid` if
   * the request is not valid. There is no time limit, because the customer may need any time.
   *
   * @example
   * const result = await connector.pay({ amountMinor: 1023, orderId: 'Order_12345' });
   * if (result.paymentStatus === 'SUCCESS') console.log(result.amount, result.currency, result.receipts);
   */
  pay(request: PaymentRequest | RestPaymentRequest, options?: PayOptions): Promise<PaymentResult>;
  /** The payments that the connector has recorded. */
  readonly payments: {
    /**
     * The result of an order; waits for a payment that still runs. Null: the connector knows no order of this number.
     *
     * @example
     * const found = await connector.payments.get('Order_12345');
     */
    get(orderId: string, options?: PayOptions): Promise<PaymentResult | null>;
  };
  /**
   * The result of this till's last payment, also if the page was reloaded during the payment. Null: there was no payment,
   * or the connector never got it.
   *
   * @example
   * const last = await connector.resumeLast();
   * if (last) console.log(last.orderId, last.outcome);
   */
  resumeLast(options?: PayOptions): Promise<PaymentResult | null>;
  /**
   * Checks whether the terminal answers, without sending an amount. Resolves with the new status.
   *
   * @example
   * const { terminal } = await connector.check();
   */
  check(): Promise<Status>;
  /**
   * Lets the person choose the terminal. Call it in a click: browsers require a gesture. Rejects with
   * `terminal-not-chosen` if nothing was chosen, `browser-unsupported` if the browser cannot use a cable.
   *
   * @example
   * document.querySelector('button')?.addEventListener('click', () => connector.requestTerminal());
   */
  requestTerminal(): Promise<Status>;
  /**
   * Resolves with instructions for cancelling the payment: a till cannot cancel it once the terminal has it. `pay` still
   * resolves with the result.
   *
   * @example
   * console.log((await connector.cancel()).text);
   */
  cancel(): Promise<Cancellation>;
  /**
   * The versions of the connector and of the SDK.
   *
   * @example
   * const { program, sdk } = await connector.version();
   */
  version(): Promise<Versions>;
  /**
   * The part of the configuration that a till may know.
   *
   * @example
   * const { environment } = await connector.config();
   */
  config(): Promise<Configuration>;
  /**
   * Listens to an event; a `status` listener is called at once with the present status. Returns a
   * function that ends the listening.
   *
   * @example
   * const end = connector.on('status', ({ terminal }) => console.log(terminal.state));
   * end();
   */
  on<Name extends keyof ConnectorEvents>(name: Name, listener: ConnectorEvents[Name]): () => void;
  /**
   * Disconnects from the connector. A running payment goes on.
   *
   * @example
   * addEventListener('pagehide', () => connector.close());
   */
  close(): void;
}
