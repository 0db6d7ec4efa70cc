import type { CurrencyCode } from '../money/currency.ts';

/** A card sale, before it is put into a terminal's language. */
export interface Sale {
  readonly registerNumber: string;
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
  readonly forceAuthorisation: boolean;
  readonly longAnswer: boolean;
}

/**
 * What the terminal says of the payment. `taken` is no result: it only has the request. `unreadable` is a status this
 * language does not list; nobody may guess what it means for the customer's money.
 */
export type Verdict = 'accepted' | 'refused' | 'taken' | 'unreadable';

/** An answer in any language, card data masked. */
export interface TerminalAnswer {
  readonly verdict: Verdict;
  /** The language's own status, for the record. */
  readonly status: string;
  readonly registerNumber: string;
  readonly amountMinor: number;
  readonly currencyNumeric: string;
  readonly paymentMode: string;
  readonly cardMasked?: string;
}

export type EncodedSale =
  | { readonly ok: true; readonly frame: Uint8Array }
  | { readonly ok: false; readonly reason: string };

/** What a terminal language offers to the flows. The link layer below (ENQ, ACK, frames) is the session's. */
export interface Dialect {
  readonly name: string;
  encodeSale(sale: Sale): EncodedSale;
  /** Undefined where the body is no answer in this language (its length or layout is wrong). */
  readAnswer(body: string): TerminalAnswer | undefined;
}
