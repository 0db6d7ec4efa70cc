import type {
  Cancellation,
  Configuration,
  Failure,
  Language,
  PaymentRequest,
  PaymentResult,
  Phase,
  RestPaymentRequest,
  Status,
  Version,
} from '../core/till/till-api.ts';

export type { FailureName } from '../core/failures.ts';
export type * from '../core/till/till-api.ts';

/**
 * How the connector is reached.
 *
 * - `embedded`: it runs inside this very page, with this origin's own storage and permission for the terminal.
 * - `window`: its page in a window of its own, or in a frame.
 * - `sidecar`: the program on this computer.
 */
export type Way = 'embedded' | 'window' | 'sidecar';

/** A way that was offered and not taken, and why. */
export interface WayNotTaken {
  readonly way: Way;
  readonly failure: Failure;
}

/** Listeners of a connector's events. */
export interface ConnectorEvents {
  /** The terminal's lamp, pending notifications, the page: on every change. */
  status: (status: Status) => void;
  /** Where a running payment is, this till's or another's. */
  phase: (phase: Phase) => void;
  /** The connector is gone: its window was closed, the sidecar stopped. Open it again and call `resumeLast()`. */
  closed: (failure: Failure) => void;
}

/** What goes with a payment. */
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
 * The connector, whichever way it is reached. Calls reject with a `ConnectorFailure` where the connector cannot say.
 */
export interface Connector {
  readonly way: Way;
  /** The ways that were offered and not taken. */
  readonly notTaken: readonly WayNotTaken[];
  /** How things were last; undefined until the connector has said, which needs a person's permission once. */
  readonly status: Status | undefined;
  /**
   * Takes a payment. Resolves when it has ended, whatever came of it: look at `outcome`. Rejects with `mayBeCharged:
   * 'unknown'` where the connector was lost on the way; then ask `resumeLast()`, and do not charge again.
   *
   * @example
   * const result = await connector.pay({ amountMinor: 1023, orderId: 'Order_12345' });
   * if (result.paymentStatus === 'SUCCESS') closeSale(result);
   */
  pay(request: PaymentRequest | RestPaymentRequest, options?: PayOptions): Promise<PaymentResult>;
  readonly payments: {
    /** How an order stands; one that runs is waited for. Null: the connector knows none of this number. */
    get(orderId: string, options?: PayOptions): Promise<PaymentResult | null>;
  };
  /** The result of this till's last payment, also after a reload in the middle of it. Null: there was none. */
  resumeLast(options?: PayOptions): Promise<PaymentResult | null>;
  /** Calls the terminal, never with an amount, and gives the status that came of it. */
  check(): Promise<Status>;
  /** Lets the person choose the terminal. Call it in a click: browsers ask for a gesture. */
  requestTerminal(): Promise<Status>;
  /** Tells the truth about calling off: no till can, once the terminal has the payment. The result comes through `pay`. */
  cancel(): Promise<Cancellation>;
  /** Which connector this is, and which SDK. */
  version(): Promise<Version & { readonly sdk: string }>;
  /** What a till may know of the configuration. */
  config(): Promise<Configuration>;
  /** Listens to an event; the present status is told at once. Returns the function that ends it. */
  on<Name extends keyof ConnectorEvents>(name: Name, listener: ConnectorEvents[Name]): () => void;
  /** Parts from the connector. A payment that runs goes on. */
  close(): void;
}

/** Where small texts are kept over a reload. */
export interface KeptText {
  get(): string | null;
  set(text: string): void;
}

/** The connector inside this page. */
export interface EmbeddedOptions {
  /** As the connector's own settings screen writes them; what is left out has its default. */
  readonly settings: EmbeddedSettings;
  /** Where a Content-Security-Policy forbids `blob:` workers: the address of the package's `embedded-worker.js`. */
  readonly workerUrl?: string;
}

/** The settings that a till's page can give. Use HiPay's public credentials: whoever reads this page reads them. */
export interface EmbeddedSettings {
  readonly environment?: 'dev' | 'stage' | 'prod';
  readonly terminal?: {
    readonly link?: 'web-serial' | 'web-usb' | 'simulated';
    readonly language?: 'concert-v2-e+' | 'concert-v2-e' | 'caisse-ap-v3';
    /** Two characters. */
    readonly registerNumber?: string;
    readonly serialNumber?: string;
    readonly serial?: {
      readonly baudRate?: number;
      readonly dataBits?: 7 | 8;
      readonly parity?: 'none' | 'even' | 'odd';
      readonly stopBits?: 1 | 2;
    };
    /** What the simulated terminal plays. */
    readonly script?: string;
  };
  readonly hipay?: {
    readonly login?: string;
    readonly password?: string;
    readonly hashKey?: string;
    readonly simulated?: boolean;
    /** A test gateway on this computer. */
    readonly gatewayUrl?: string;
  };
  readonly contracts?: Readonly<
    Partial<
      Record<
        'proxy' | 'nfc',
        { readonly merchantId: string; readonly paymentApplication: string; readonly rank: string }
      >
    >
  >;
  readonly currencies?: readonly string[];
}

/** The connector's page in a window or a frame. */
export interface WindowOptions {
  /** The connector's origin, such as `http://localhost:8080`. */
  readonly url: string;
  /**
   * A frame on your page whose content becomes the connector. Only for a connector on the same site as your page: browsers
   * give a frame on another site a storage of its own, and with it a journal of its own.
   */
  readonly frame?: HTMLIFrameElement;
}

/** The program on this computer. */
export interface SidecarOptions {
  /** Its origin, such as `http://localhost:8080`. */
  readonly url: string;
  /** Where this page's token is kept; the browser's local storage where it is left out. */
  readonly token?: KeptText;
}

/** What `openConnector` may do. Name at least one way. */
export interface ConnectorOptions {
  readonly embedded?: EmbeddedOptions;
  readonly window?: WindowOptions;
  readonly sidecar?: SidecarOptions;
  /** Which ways to try, in which order. Left out: embedded, sidecar, window, as far as they are named above. */
  readonly ways?: readonly Way[];
  /** Of the texts. Left out: the page's language where it is one of the four, else English. */
  readonly language?: Language;
  /** Where the last order's number is kept; the browser's local storage where it is left out. */
  readonly lastOrder?: KeptText;
}
