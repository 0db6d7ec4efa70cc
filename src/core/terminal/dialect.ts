import type { CurrencyCode } from '../money/currency.ts';

/** Operation of a terminal. `duplicate` moves no money: the terminal reports its last payment again. */
export type Operation = 'debit' | 'credit' | 'cancellation' | 'duplicate' | 'pre-authorisation';

export type PaymentMeans = 'card' | 'cheque';

/** One request to a terminal, before it is encoded in the terminal's language. */
export interface TerminalRequest {
  readonly operation: Operation;
  readonly means: PaymentMeans;
  readonly registerNumber: string;
  /** Minor units, always above zero; the operation gives the direction. */
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
  readonly forceAuthorization: boolean;
  /** Concert V2: request the 55-character report. */
  readonly longAnswer: boolean;
  /** Request the tickets, if the language has them. */
  readonly receipts: boolean;
  /** Where the terminal sends the customer's ticket, in languages that can (V3.2). */
  readonly receiptTo?: ReceiptTo;
  /** Ten digits of this payment, in languages that have a field for them. */
  readonly privateDigits?: string;
}

export interface ReceiptTo {
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

/**
 * The terminal's verdict on the payment. `cancelled`: a person gave the payment up or made no input in time. `taken`: the
 * terminal has the request, and there is no result yet. `unreadable`: a status that the language does not list, or an
 * acceptance without a required field. The connector never guesses whether an unreadable answer moved money.
 */
export type Verdict = 'accepted' | 'refused' | 'cancelled' | 'taken' | 'unreadable';

/** A ticket as the terminal wrote it, decoded, with masked card numbers. */
export interface Receipt {
  readonly for: 'customer' | 'merchant' | 'both';
  readonly form: 'text' | 'html';
  readonly content: string;
}

/** An answer in any language, with masked card data. A field that the terminal left out is absent, never filled in. */
export interface TerminalAnswer {
  readonly verdict: Verdict;
  /** The status as the terminal's language writes it, for the record. */
  readonly status: string;
  /** Reason of a refusal, in the documented English words of the language. Concert V2 gives no reason. */
  readonly reason?: string;
  readonly registerNumber?: string;
  readonly amountMinor?: number;
  readonly currencyNumeric?: string;
  /** The operation of this answer. Concert V2 does not repeat it. */
  readonly operation?: Operation;
  /** V2's MODE, V3's payment application (CC). */
  readonly paymentMode?: string;
  readonly cardMasked?: string;
  readonly authorisationNumber?: string;
  /** The merchant contract that was used (V3's CG). */
  readonly contractNumber?: string;
  readonly applicationId?: string;
  /** Ten digits as in a request. Absent if the terminal does not repeat them. */
  readonly privateDigits?: string;
  readonly receipts?: readonly Receipt[];
}

export type EncodedRequest =
  /** Printable ASCII. The session puts it into frames if the line has frames. */
  { readonly ok: true; readonly body: string } | { readonly ok: false; readonly reason: string };

/** What a terminal language offers to the flows. The link layer (ENQ, ACK, frames) is the task of the session. */
export interface Dialect {
  readonly name: string;
  /** True if an accepted answer may have a lower amount than requested. The lower amount is then paid. */
  readonly partialApproval: boolean;
  /** True if each request has digits of its own, which the terminal may repeat. */
  readonly sendsPrivateDigits?: boolean;
  /** Encodes a request, or refuses with a reason if the language does not have it. */
  encodeRequest(request: TerminalRequest): EncodedRequest;
  /** Returns undefined if the body is not an answer in this language (wrong length or layout). */
  readAnswer(body: string): TerminalAnswer | undefined;
  /** A request that moves no money, for links without ENQ. A terminal that answers it is ready. */
  readonly identification?: string;
  /** For links without frames; absent if the language always has frames. */
  newAnswerReader?(): AnswerReader;
}

/** Collects an answer, in chunks of any size, from a connection that does not mark its end. */
export interface AnswerReader {
  /** `complete`: all fields so far are whole, and more may follow. `broken`: more bytes cannot correct the answer. */
  push(bytes: Uint8Array): 'incomplete' | 'complete' | 'broken';
  readonly text: string;
  /**
   * True if the answer is `complete` but the end of a ticket is missing. The caller waits longer; the payment's result
   * does not depend on it.
   */
  readonly isTicketUnfinished: boolean;
}

// Results of an exchange with a terminal, on any link. The payment machine reads nothing else about the link.

/**
 * When the terminal's frame came, relative to our request. Only an `awaited` frame is certainly the answer to the request.
 * An `ambiguous` frame may also be the answer to an earlier payment in doubt. A `repeated` frame has the bytes of the one before, and
 * perhaps the terminal only repeats that one. `first`: awaited, but the session does not know the one before.
 */
export type AnswerOrigin =
  | 'awaited'
  | 'before-request'
  | 'collision'
  | 'ambiguous'
  | 'repeated'
  | 'first'
  | 'unasked';

export type EndOfSession =
  | 'answered'
  /** Probe: the terminal is there and free. */
  | 'present'
  /** No ACK to any ENQ: nothing was sent. */
  | 'no-answer'
  /** The line was never silent, or our ENQ always met another ENQ: nothing was sent. */
  | 'line-busy'
  /** The line returned what we sent and nothing else: nothing was sent. */
  | 'line-echoes'
  /** NAK to the ENQ: nothing was sent. */
  | 'enquiry-refused'
  /** The terminal answers ENQ, but not a message that moves no money: the line settings are wrong. Nothing was sent. */
  | 'garbled'
  /** NAK to the frame, every time: the terminal has refused it. */
  | 'frame-refused'
  /** The journal did not allow the frame, or did not reply in time: nothing was sent. */
  | 'not-permitted'
  /** The connector gave the job up before the frame: nothing was sent. */
  | 'abandoned'
  /** The frame was sent and no answer came in time: the outcome is unknown. */
  | 'overdue'
  /** The terminal sent an answer before it acknowledged our frame: the outcome is unknown. */
  | 'collided'
  /** The answer cannot be read or stored, and will not come again: the outcome is unknown. */
  | 'answer-broken'
  /** The device was lost before the frame was sent. */
  | 'lost-before-frame'
  /** The device was lost after the frame's first byte: the outcome is unknown. */
  | 'lost-after-frame';
