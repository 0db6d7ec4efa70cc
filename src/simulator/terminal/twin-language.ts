import type { TwinScript } from './twin-script.ts';

export type TwinOperation =
  | 'debit'
  | 'credit'
  | 'cancellation'
  | 'duplicate'
  | 'pre-authorisation'
  | 'identification';

/** A request as the terminal has read it. */
export interface TwinRequest {
  readonly register: string;
  readonly amountMinor: number;
  readonly currencyNumeric: string;
  readonly forced: boolean;
  readonly operation: TwinOperation;
  /**
   * Set if the terminal acknowledges the message but refuses it at once, without a customer: its code for the reason.
   */
  readonly refusal?: string;
}

/** The result that the terminal reports. */
export interface TwinResult {
  readonly verdict: TwinScript['verdict'];
  readonly register: string;
  readonly amountMinor: number;
  readonly currencyNumeric: string;
  /** Number of the reported payment in the ledger: that of the request, or the one that a duplicate reports. */
  readonly paymentNumber: number;
}

/** The content of messages, with or without frames: how a terminal reads requests and writes answers. */
export interface TwinLanguage {
  /** Undefined if a real terminal would answer NAK. */
  read(body: string, script?: TwinScript): TwinRequest | undefined;
  /** `body` is the request, because the answer repeats parts of it. */
  answer(body: string, result: TwinResult, script: TwinScript): string;
}

/** Operation for each value of TYPE (concert.md 2.1). */
const operations: Readonly<Record<string, TwinOperation>> = {
  '0': 'debit',
  '1': 'credit',
  '2': 'cancellation',
  '4': 'pre-authorisation',
};

/** A card number that no bank issues. It is sent in clear, as some terminals do: the connector must mask it. */
export const simulatedCard = '4711690463168807';

/** Concert V2, protocols E and E+. A wrong length, or an amount that is no number or zero, gets NAK. */
export const concertLanguage: TwinLanguage = {
  read(body, script) {
    if (body.length !== 26 && body.length !== 34) return undefined;
    if (script?.privateData === 'refuse' && /\d/.test(body.slice(16, 26))) return undefined;
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
    const privateData = { zeros: '0'.repeat(10), blanks: ' '.repeat(10) };
    const { privateData: kind } = script;
    const last = kind === 'zeros' || kind === 'blanks' ? privateData[kind] : body.slice(16, 26);
    return head + mode + report + result.currencyNumeric + last;
  },
};
