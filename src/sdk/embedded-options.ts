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
