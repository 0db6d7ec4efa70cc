import type { Failure, Language } from '../core/till/till-api.ts';

/**
 * How the connector is reached.
 *
 * - `embedded`: it runs inside this page, with this origin's own storage and permission for the terminal.
 * - `window`: its page is open in a window of its own, or in a frame.
 * - `sidecar`: the program that runs on this computer.
 *
 * @example
 * const ways: Way[] = ['sidecar', 'window'];
 */
export type Way = 'embedded' | 'window' | 'sidecar';

/**
 * A way that was tried and failed, and why.
 *
 * @example
 * for (const { way, failure } of connector.notTaken satisfies readonly WayNotTaken[]) console.log(way, failure.text);
 */
export interface WayNotTaken {
  /** The way. */
  readonly way: Way;
  /** Why it failed. */
  readonly failure: Failure;
}

/**
 * Storage for a small text, which must survive a reload.
 *
 * @example
 * const inSession: KeptText = {
 *   get: () => sessionStorage.getItem('last-order'),
 *   set: (text) => sessionStorage.setItem('last-order', text),
 * };
 */
export interface KeptText {
  /** Returns null if there is no text. */
  get(): string | null;
  /** Replaces the text; an empty text means none. */
  set(text: string): void;
}

/**
 * The connector's page in a window or a frame.
 *
 * @example
 * const inWindow: WindowOptions = { url: 'http://localhost:8080' };
 */
export interface WindowOptions {
  /** The connector's origin, such as `http://localhost:8080`. */
  readonly url: string;
  /**
   * A frame on your page for the connector. Only for a connector on the same site as your page: in a frame of another site,
   * browsers use a separate storage, and so a separate journal.
   */
  readonly frame?: HTMLIFrameElement;
}

/**
 * The program on this computer.
 *
 * @example
 * const sidecar: SidecarOptions = { url: 'http://localhost:8080' };
 */
export interface SidecarOptions {
  /** The sidecar's origin, such as `http://localhost:8080`. */
  readonly url: string;
  /** Storage of this page's token; by default the browser's local storage. */
  readonly token?: KeptText;
}

/**
 * Options of `openConnector`. Name at least one way.
 *
 * @example
 * const url = 'http://localhost:8080';
 * const connector = await openConnector({ sidecar: { url }, window: { url }, language: 'fr' });
 */
export interface ConnectorOptions {
  /** Allows the way `embedded`. */
  readonly embedded?: EmbeddedOptions;
  /** Allows the way `window`. */
  readonly window?: WindowOptions;
  /** Allows the way `sidecar`. */
  readonly sidecar?: SidecarOptions;
  /** The ways to try, in this order. By default embedded, sidecar, window; those without options are left out. */
  readonly ways?: readonly Way[];
  /** Language of the texts. By default the page's language if the SDK has texts in it, otherwise English. */
  readonly language?: Language;
  /** Storage of the last order's number; by default the browser's local storage. */
  readonly lastOrder?: KeptText;
}

/**
 * The connector inside this page. If the settings are not valid, `openConnector` rejects with a TypeError that names the
 * field.
 *
 * @example
 * const embedded: EmbeddedOptions = { settings: { terminal: { link: 'simulated' }, hipay: { simulated: true } } };
 */
export interface EmbeddedOptions {
  /** Settings as on the connector's settings screen; missing settings have their defaults. */
  readonly settings: EmbeddedSettings;
  /** Address of the package's `embedded-worker.js`, if your Content-Security-Policy forbids `blob:` workers. */
  readonly workerUrl?: string;
}

/**
 * The settings that a till's page can give. Use HiPay's public credentials: every visitor of this page can read them.
 *
 * @example
 * const settings: EmbeddedSettings = {
 *   environment: 'stage',
 *   terminal: { registerNumber: '02' },
 *   hipay: { login: 'public-login', password: 'public-password' },
 *   contracts: { proxy: { merchantId: '1234567', paymentApplication: '001', rank: '001' } },
 * };
 */
export interface EmbeddedSettings {
  /** By default `dev`. Simulation is not possible in `prod`. */
  readonly environment?: 'dev' | 'stage' | 'prod';
  /** The card terminal. */
  readonly terminal?: {
    /** How the terminal is connected; by default `web-serial`. */
    readonly link?: 'web-serial' | 'web-usb' | 'simulated';
    /** Protocol of the terminal; by default `concert-v2-e+`. */
    readonly language?: 'concert-v2-e+' | 'concert-v2-e' | 'caisse-ap-v3';
    /** Two digits or capital letters; by default `01`. */
    readonly registerNumber?: string;
    /** The terminal's serial number. `config()` returns it as `deviceId`. */
    readonly serialNumber?: string;
    /** Settings of the serial line; by default 9600 8N1. */
    readonly serial?: {
      /** Bits per second. */
      readonly baudRate?: number;
      /** Bits per character. */
      readonly dataBits?: 7 | 8;
      /** Parity bit of each character. */
      readonly parity?: 'none' | 'even' | 'odd';
      /** Stop bits after each character. */
      readonly stopBits?: 1 | 2;
    };
    /** Script of the simulated terminal. */
    readonly script?: string;
  };
  /** The HiPay account that gets the notifications of sales. */
  readonly hipay?: {
    /** Login of the public credentials. */
    readonly login?: string;
    /** Password of the public credentials. */
    readonly password?: string;
    /** Passphrase of the order hash, if the account has one. */
    readonly hashKey?: string;
    /** True: HiPay is simulated and gets no notification. */
    readonly simulated?: boolean;
    /** A test gateway on this computer. */
    readonly gatewayUrl?: string;
  };
  /** The shop's contracts: HiPay gets one notification of a sale for each contract that may have been used. */
  readonly contracts?: Readonly<Partial<Record<'proxy' | 'nfc', EmbeddedContract>>>;
  /** ISO 4217 codes; by default `['EUR']`. */
  readonly currencies?: readonly string[];
}

/**
 * One of the shop's contracts at HiPay: `proxy` for cards that are inserted, `nfc` for contactless cards.
 *
 * @example
 * const proxy: EmbeddedContract = { merchantId: '1234567', paymentApplication: '001', rank: '001' };
 */
export interface EmbeddedContract {
  /** The shop's number, as given by HiPay. */
  readonly merchantId: string;
  /** Three digits or capital letters. */
  readonly paymentApplication: string;
  /** Three digits. */
  readonly rank: string;
}
