import type { Dialect, EncodedRequest, ReceiptTo, TerminalRequest } from '../dialect.ts';
import { decodeAnswer } from './answer.ts';
import { CaisseApAnswerReader } from './answer-reader.ts';
import { chequeApplication } from './applications.ts';
import { type CaisseApVersion, encodeIdentification, encodeRequest, requestFault } from './request.ts';
import { bothTicketsAsText } from './ticket.ts';

export interface CaisseApOptions {
  readonly version: CaisseApVersion;
  readonly protocolId: string;
  /** For the identification: requests bring their own. */
  readonly registerNumber: string;
}

const refused = (reason: string): EncodedRequest => ({ ok: false, reason });

/** Caisse-AP (Concert V3), over TCP as it is or in the frames of a serial line (concert.md 3.1). */
export function caisseApDialect(options: CaisseApOptions): Dialect {
  const identification = encodeIdentification(options);
  return {
    name: 'caisse-ap-v3',
    partialApproval: true,
    ...(identification && { identification }),
    encodeRequest: (request) => encode(request, options),
    readAnswer: decodeAnswer,
    newAnswerReader: () => new CaisseApAnswerReader(),
  };
}

function encode(asked: TerminalRequest, { version, protocolId }: CaisseApOptions): EncodedRequest {
  const { operation, means } = asked;
  if (operation === 'pre-authorisation')
    return refused('Caisse-AP terminals cannot be asked for a pre-authorisation');
  const cheque = means === 'cheque' && operation !== 'duplicate';
  if (cheque && operation !== 'debit')
    return refused(`Caisse-AP terminals cannot be asked for the ${operation} of a cheque`);
  const request = {
    version,
    protocolId,
    registerNumber: asked.registerNumber,
    amountMinor: asked.amountMinor,
    currency: asked.currency,
    operation,
    application: cheque ? chequeApplication : undefined,
    forceAuthorisation: asked.forceAuthorisation && operation !== 'duplicate',
    ...(ticketsFrom.has(version) && ticketWishes(asked)),
  };
  const fault = requestFault(request);
  if (fault) return refused(fault);
  const body = encodeRequest(request);
  return body === undefined ? refused('a field of the request is empty or too long') : { ok: true, body };
}

/**
 * Tickets came with V3.1 (concert.md 0); a terminal before it may refuse the whole message for a field it does not know,
 * as newer ones do for BF. HiPay's page shows CK in a V3.0 message all the same: its terminals speak V3.2.
 */
const ticketsFrom: ReadonlySet<CaisseApVersion> = new Set(['0310', '0320']);

const ticketWishes = ({ receipts, receiptTo }: TerminalRequest) => ({
  ticket: receipts ? bothTicketsAsText : undefined,
  ...(receiptTo && addressOf(receiptTo)),
});

/** Lengths: concert.md 3.3. An address that does not fit is left out: the terminal then prints the ticket. */
const addressOf = ({ phone, email }: ReceiptTo) => ({
  // The samples have digits only; 00 is what + stands for.
  phone: fitting(phone?.replace(/^\+/, '00'), /^\d{8,20}$/),
  email: fitting(email, /^[\x21-\x7e]{6,256}$/),
});

const fitting = (value: string | undefined, form: RegExp): string | undefined =>
  value !== undefined && form.test(value) ? value : undefined;
