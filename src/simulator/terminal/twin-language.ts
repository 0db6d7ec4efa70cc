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

/** TYPE, concert.md 2.1. */
const operations: Readonly<Record<string, TwinOperation>> = {
  '0': 'debit',
  '1': 'credit',
  '2': 'cancellation',
  '4': 'pre-authorisation',
};

/** A card that no bank issues, in clear as some terminals send it: the connector has to mask it. */
export const simulatedCard = '4711690463168807';

/** Concert V2, E and E+. A wrong length, an amount that is no number, or zero: NAK. */
export const concertLanguage: TwinLanguage = {
  read(body) {
    if (body.length !== 26 && body.length !== 34) return undefined;
    const amount = body.slice(2, 10);
    if (!/^\d{8}$/.test(amount) || Number(amount) === 0) return undefined;
    return {
      register: body.slice(0, 2),
      amountMinor: Number(amount),
      currencyNumeric: body.slice(13, 16),
      forced: body.slice(30, 34) === 'B011',
      operation: operations[body[12] ?? ''] ?? 'debit',
    };
  },
  answer(body, result, script) {
    const status = script.status ?? (result.verdict === 'accepted' ? '0' : '7');
    const long = script.answerForm === 'asked' ? body[10] === '1' : script.answerForm === 'long';
    const head = result.register + status + result.amountMinor.toString().padStart(8, '0');
    const mode = status === '0' ? body[11] : '0';
    const report = long ? simulatedCard.padEnd(55, ' ') : '';
    return head + mode + report + result.currencyNumeric + body.slice(16, 26);
  },
};
