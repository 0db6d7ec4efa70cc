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
 * Listeners of a connector's events. One that throws ends neither a payment nor the others.
 *
 * @example
 * const onClosed: ConnectorEvents['closed'] = ({ text }) => console.log(text);
 * connector.on('closed', onClosed);
 */
export interface ConnectorEvents {
  /** The terminal's lamp, pending notifications, the page: on every change. */
  status: (status: Status) => void;
  /** Where a running payment is, this till's or another's. */
  phase: (phase: Phase) => void;
  /** The connector is gone: its window was closed, the sidecar stopped. Open it again and call `resumeLast()`. */
  closed: (failure: Failure) => void;
}

/**
 * What goes with a payment.
 *
 * @example
 * const leaving = new AbortController();
 * const options: PayOptions = { onPhase: ({ text }) => console.log(text), signal: leaving.signal };
 */
export interface PayOptions {
  /** Called with each step of this payment. */
  readonly onPhase?: (phase: Phase) => void;
  /**
   * Aborted before anything was sent: `pay` rejects with its reason, and nothing was charged. Afterwards it only ends the
   * waiting: `pay` rejects with `outcome-unknown`, and the payment goes on.
   */
  readonly signal?: AbortSignal;
}

/**
 * Which connector this is, and which SDK reaches it.
 *
 * @example
 * const { program, protocol, sdk }: Versions = await connector.version();
 */
export interface Versions extends Version {
  /** The version of this package. */
  readonly sdk: string;
}

/**
 * The connector, whichever way it is reached. Calls reject with a `ConnectorFailure` where the connector cannot say:
 * `page-not-open` where it is gone, `till-not-allowed` where the person has said no.
 *
 * @example
 * const connector: Connector = await openConnector({ window: { url: 'http://localhost:8080' } });
 */
export interface Connector {
  /** The way that was taken. */
  readonly way: Way;
  /** The ways that were offered and not taken. */
  readonly notTaken: readonly WayNotTaken[];
  /** How things were last; undefined until the connector has said, which needs a person's permission once. */
  readonly status: Status | undefined;
  /**
   * Takes a payment. Resolves when it has ended, whatever came of it: look at `outcome`. Rejects with `mayBeCharged:
   * 'unknown'` where the connector was lost on the way; then ask `resumeLast()`, and do not charge again. Rejects with
   * `request-invalid` where the request is none. There is no limit of time: the customer takes as long as it takes.
   *
   * @example
   * const result = await connector.pay({ amountMinor: 1023, orderId: 'Order_12345' });
   * if (result.paymentStatus === 'SUCCESS') console.log(result.amount, result.currency, result.receipts);
   */
  pay(request: PaymentRequest | RestPaymentRequest, options?: PayOptions): Promise<PaymentResult>;
  /** What the connector has written down. */
  readonly payments: {
    /**
     * How an order stands; one that runs is waited for. Null: the connector knows none of this number.
     *
     * @example
     * const found = await connector.payments.get('Order_12345');
     */
    get(orderId: string, options?: PayOptions): Promise<PaymentResult | null>;
  };
  /**
   * The result of this till's last payment, also after a reload in the middle of it. Null: there was none, or the
   * connector never got it.
   *
   * @example
   * const last = await connector.resumeLast();
   * if (last) console.log(last.orderId, last.outcome);
   */
  resumeLast(options?: PayOptions): Promise<PaymentResult | null>;
  /**
   * Calls the terminal, never with an amount, and gives the status that came of it.
   *
   * @example
   * const { terminal } = await connector.check();
   */
  check(): Promise<Status>;
  /**
   * Lets the person choose the terminal. Call it in a click: browsers ask for a gesture. Rejects with
   * `terminal-not-chosen` where nothing was chosen, `browser-unsupported` where there is no way to a cable.
   *
   * @example
   * document.querySelector('button')?.addEventListener('click', () => connector.requestTerminal());
   */
  requestTerminal(): Promise<Status>;
  /**
   * Tells the truth about calling off: no till can, once the terminal has the payment. The result comes through `pay`.
   *
   * @example
   * console.log((await connector.cancel()).text);
   */
  cancel(): Promise<Cancellation>;
  /**
   * Which connector this is, and which SDK.
   *
   * @example
   * const { program, sdk } = await connector.version();
   */
  version(): Promise<Versions>;
  /**
   * What a till may know of the configuration.
   *
   * @example
   * const { environment } = await connector.config();
   */
  config(): Promise<Configuration>;
  /**
   * Listens to an event; the present status is told at once. Returns the function that ends it.
   *
   * @example
   * const end = connector.on('status', ({ terminal }) => console.log(terminal.state));
   * end();
   */
  on<Name extends keyof ConnectorEvents>(name: Name, listener: ConnectorEvents[Name]): () => void;
  /**
   * Parts from the connector. A payment that runs goes on.
   *
   * @example
   * addEventListener('pagehide', () => connector.close());
   */
  close(): void;
}
