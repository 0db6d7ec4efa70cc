// What a web till sees of the connector: types alone, and nothing of our insides. The public face is sdk/api.ts.

export type * from './till-failure.ts';
export type * from './till-payment.ts';
export type * from './till-payment-request.ts';
export type * from './till-status.ts';

/**
 * Which connector this is.
 *
 * @example
 * const { program, protocol }: Version = await connector.version();
 */
export interface Version {
  /** Its name and version, for a log. */
  readonly program: string;
  /** Of the language between till and connector. */
  readonly protocol: number;
}

/**
 * What a till may know of the configuration.
 *
 * @example
 * const { currencies }: Configuration = await connector.config();
 */
export interface Configuration {
  /** The terminal's serial number, as configured. */
  readonly deviceId: string;
  /** Which HiPay: `prod` moves money. */
  readonly environment: 'dev' | 'stage' | 'prod';
  /** ISO 4217 codes that the shop takes. */
  readonly currencies: readonly string[];
}

/**
 * The languages of the texts.
 *
 * @example
 * const language: Language = 'fr';
 */
export type Language = 'en' | 'fr' | 'it' | 'pt';
