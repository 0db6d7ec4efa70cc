import type { TwinScript } from './twin-script.ts';

export type TwinOperation =
  | 'debit'
  | 'credit'
  | 'cancellation'
  | 'duplicate'
  | 'pre-authorisation'
  | 'identification';

/** A request as the terminal shows it on its screen. */
export interface AskedPayment {
  readonly register: string;
  readonly amountMinor: number;
  readonly currencyNumeric: string;
  readonly forced: boolean;
  readonly operation: TwinOperation;
  /** The terminal takes the message and refuses it at once, without any customer: its own code for why. */
  readonly refusal?: string;
}

/** What the terminal has to tell at the end. */
export interface TwinResult {
  readonly verdict: TwinScript['verdict'];
  readonly register: string;
  readonly amountMinor: number;
  readonly currencyNumeric: string;
  /** Of the payment that is told of: the one of the request, or a duplicate's. */
  readonly paymentNumber: number;
}

/** What is inside a frame, or bare on a connection: how a terminal reads its till and answers it. */
export interface TwinLanguage {
  /** Undefined where a real terminal would say NAK. */
  read(body: string): AskedPayment | undefined;
  /** `body` is the request again: some of it is repeated in the answer. */
  answer(body: string, result: TwinResult, script: TwinScript): string;
}
