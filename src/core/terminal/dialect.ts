import type { CurrencyCode } from '../money/currency.ts';

/** What a terminal can be asked to do. `duplicate` moves no money: it tells of the last payment again. */
export type Operation = 'debit' | 'credit' | 'cancellation' | 'duplicate' | 'pre-authorisation';

export type PaymentMeans = 'card' | 'cheque';

/** One request to a terminal, before it is put into the terminal's language. */
export interface TerminalRequest {
  readonly operation: Operation;
  readonly means: PaymentMeans;
  readonly registerNumber: string;
  /** Minor units, always above zero: the operation says in which direction they go. */
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
  readonly forceAuthorization: boolean;
  /** Concert V2: ask for the 55-character report. */
  readonly longAnswer: boolean;
  /** Ask for the tickets, where the language can bring them. */
  readonly receipts: boolean;
  /** Where the terminal shall send the customer's ticket, in languages that can (V3.2). */
  readonly receiptTo?: ReceiptTo;
}

export interface ReceiptTo {
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

/**
 * What the terminal says of the payment. `cancelled`: a person gave it up. `taken` is no result: it only has the
 * request. `unreadable` is a status this language does not list, or an acceptance that lacks what it must repeat; nobody
 * may guess what it means for the customer's money.
 */
export type Verdict = 'accepted' | 'refused' | 'cancelled' | 'taken' | 'unreadable';

/** A ticket as the terminal wrote it, decoded, card numbers masked. */
export interface Receipt {
  readonly for: 'customer' | 'merchant' | 'both';
  readonly form: 'text' | 'html';
  readonly content: string;
}

/** An answer in any language, card data masked. What the terminal left out is absent, never made up. */
export interface TerminalAnswer {
  readonly verdict: Verdict;
  /** The language's own status, for the record. */
  readonly status: string;
  /** Why not, in the language's documented English words. Concert V2 gives no reason. */
  readonly reason?: string;
  readonly registerNumber?: string;
  readonly amountMinor?: number;
  readonly currencyNumeric?: string;
  /** The operation it answers for. Concert V2 does not repeat it. */
  readonly operation?: Operation;
  /** V2's MODE, V3's payment application (CC). */
  readonly paymentMode?: string;
  readonly cardMasked?: string;
  readonly authorisationNumber?: string;
  /** The merchant contract that was used (V3's CG). */
  readonly contractNumber?: string;
  readonly applicationId?: string;
  readonly receipts?: readonly Receipt[];
}

export type EncodedRequest =
  /** Printable ASCII; the session below puts it into frames where its line has any. */
  { readonly ok: true; readonly body: string } | { readonly ok: false; readonly reason: string };

/** What a terminal language offers to the flows. The link layer below (ENQ, ACK, frames) is the session's. */
export interface Dialect {
  readonly name: string;
  /** May an accepted answer be for less than was asked? Then the lower amount is what was paid. */
  readonly partialApproval: boolean;
  /** Refuses, in words, what this language does not have. */
  encodeRequest(request: TerminalRequest): EncodedRequest;
  /** Undefined where the body is no answer in this language (its length or layout is wrong). */
  readAnswer(body: string): TerminalAnswer | undefined;
  /** A question that moves no money and shows that the terminal listens, on links without ENQ. */
  readonly identification?: string;
  /** For links without frames; absent where the language is always framed. */
  newAnswerReader?(): AnswerReader;
}

/** Collects an answer from a connection that shows no end of it, however it is cut. */
export interface AnswerReader {
  /** `complete`: every field so far is whole, and more may follow. `broken`: no more bytes can mend it. */
  push(bytes: Uint8Array): 'incomplete' | 'complete' | 'broken';
  readonly text: string;
  /** `complete`, and yet the end of a ticket is on its way: worth a longer silence, but never the payment's result. */
  readonly ticketDue: boolean;
}

// What an exchange with a terminal comes to, whatever the link: the payment machine reads nothing else of the line.

/** Which session the terminal's frame came in. Only `awaited` is the plain answer to our request. */
export type AnswerOrigin = 'awaited' | 'before-request' | 'collision' | 'unasked';

export type EndOfSession =
  | 'answered'
  /** Probe: the terminal is there and free. */
  | 'present'
  /** No ACK to any ENQ: nothing was sent. */
  | 'no-answer'
  /** NAK to the ENQ: nothing was sent. */
  | 'enquiry-refused'
  /** ENQ and ACK cross, a harmless question did not: the line settings do not fit. Nothing was sent. */
  | 'garbled'
  /** NAK to the frame, every time: the terminal has said that it did not take it. */
  | 'frame-refused'
  | 'not-permitted'
  | 'abandoned'
  /** The frame is out and no answer came in time: the outcome is unknown. */
  | 'overdue'
  | 'collided'
  /** What came cannot be read, or could not be kept, and will not be said again: the outcome is unknown. */
  | 'answer-broken'
  /** The device went before the frame. */
  | 'lost-before-frame'
  /** The device went after the frame's first byte: the outcome is unknown. */
  | 'lost-after-frame';
