import type { Failure, Language } from '../core/till/till-api.ts';

/**
 * How the connector is reached.
 *
 * - `embedded`: it runs inside this very page, with this origin's own storage and permission for the terminal.
 * - `window`: its page in a window of its own, or in a frame.
 * - `sidecar`: the program on this computer.
 *
 * @example
 * const ways: Way[] = ['sidecar', 'window'];
 */
export type Way = 'embedded' | 'window' | 'sidecar';

/**
 * A way that was offered and not taken, and why.
 *
 * @example
 * for (const { way, failure } of connector.notTaken satisfies readonly WayNotTaken[]) console.log(way, failure.text);
 */
export interface WayNotTaken {
  /** Which one. */
  readonly way: Way;
  /** What stood in its way. */
  readonly failure: Failure;
}

/**
 * Where a small text is kept over a reload.
 *
 * @example
 * const inSession: KeptText = {
 *   get: () => sessionStorage.getItem('last-order'),
 *   set: (text) => sessionStorage.setItem('last-order', text),
 * };
 */
export interface KeptText {
  /** Null: nothing is kept. */
  get(): string | null;
  /** Keeps this instead of what was there; an empty text is as good as none. */
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
   * A frame on your page whose content becomes the connector. Only for a connector on the same site as your page: browsers
   * give a frame on another site a storage of its own, and with it a journal of its own.
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
  /** Its origin, such as `http://localhost:8080`. */
  readonly url: string;
  /** Where this page's token is kept; the browser's local storage where it is left out. */
  readonly token?: KeptText;
}

/**
 * What `openConnector` may do. Name at least one way.
 *
 * @example
 * const url = 'http://localhost:8080';
 * const connector = await openConnector({ sidecar: { url }, window: { url }, language: 'fr' });
 */
export interface ConnectorOptions {
  /** Offers the way inside this page. */
  readonly embedded?: EmbeddedOptions;
  /** Offers the way by a window or a frame. */
  readonly window?: WindowOptions;
  /** Offers the way by the program on this computer. */
  readonly sidecar?: SidecarOptions;
  /** Which ways to try, in which order. Left out: embedded, sidecar, window, as far as they are named above. */
  readonly ways?: readonly Way[];
  /** Of the texts. Left out: the page's language where it is one of the four, else English. */
  readonly language?: Language;
  /** Where the last order's number is kept; the browser's local storage where it is left out. */
  readonly lastOrder?: KeptText;
}

/**
 * The connector inside this page. Settings that are not valid make `openConnector` reject with a TypeError that names
 * the field.
 *
 * @example
 * const embedded: EmbeddedOptions = { settings: { terminal: { link: 'simulated' }, hipay: { simulated: true } } };
 */
export interface EmbeddedOptions {
  /** As the connector's own settings screen writes them; what is left out has its default. */
  readonly settings: EmbeddedSettings;
  /** Where a Content-Security-Policy forbids `blob:` workers: the address of the package's `embedded-worker.js`. */
  readonly workerUrl?: string;
}

/**
 * The settings that a till's page can give. Use HiPay's public credentials: whoever reads this page reads them.
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
  /** `dev` where it is left out. Nothing simulated runs in `prod`. */
  readonly environment?: 'dev' | 'stage' | 'prod';
  /** The card terminal. */
  readonly terminal?: {
    /** `web-serial` where it is left out. */
    readonly link?: 'web-serial' | 'web-usb' | 'simulated';
    /** `concert-v2-e+` where it is left out. */
    readonly language?: 'concert-v2-e+' | 'concert-v2-e' | 'caisse-ap-v3';
    /** Two digits or capital letters; `01` where it is left out. */
    readonly registerNumber?: string;
    /** What `config()` tells as `deviceId`. */
    readonly serialNumber?: string;
    /** The line; 9600 8N1 where it is left out. */
    readonly serial?: {
      /** Bits a second. */
      readonly baudRate?: number;
      /** Bits a character. */
      readonly dataBits?: 7 | 8;
      /** Of the check bit. */
      readonly parity?: 'none' | 'even' | 'odd';
      /** Bits after a character. */
      readonly stopBits?: 1 | 2;
    };
    /** What the simulated terminal plays. */
    readonly script?: string;
  };
  /** The account that is told of sales. */
  readonly hipay?: {
    /** Of the public credentials. */
    readonly login?: string;
    /** Of the public credentials. */
    readonly password?: string;
    /** The order hash's passphrase, where the account has one. */
    readonly hashKey?: string;
    /** Nobody is told. */
    readonly simulated?: boolean;
    /** A test gateway on this computer. */
    readonly gatewayUrl?: string;
  };
  /** The shop's contracts: HiPay is told of a sale once for each. */
  readonly contracts?: Readonly<Partial<Record<'proxy' | 'nfc', EmbeddedContract>>>;
  /** ISO 4217 codes; `['EUR']` where it is left out. */
  readonly currencies?: readonly string[];
}

/**
 * One of the shop's contracts at HiPay: `proxy` for cards that are put in, `nfc` for contactless ones.
 *
 * @example
 * const proxy: EmbeddedContract = { merchantId: '1234567', paymentApplication: '001', rank: '001' };
 */
export interface EmbeddedContract {
  /** The shop's number, as HiPay gives it. */
  readonly merchantId: string;
  /** Three digits or capital letters. */
  readonly paymentApplication: string;
  /** Three digits. */
  readonly rank: string;
}
