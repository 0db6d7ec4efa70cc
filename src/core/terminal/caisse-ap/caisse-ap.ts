import type { Dialect, EncodedRequest, ReceiptTo, TerminalRequest } from '../dialect.ts';
import { decodeAnswer } from './answer.ts';
import { CaisseApAnswerReader } from './answer-reader.ts';
import { type CaisseApVersion, encodeIdentification, encodeRequest, requestFault } from './request.ts';
import { bothTicketsAsText } from './tickets.ts';

/**
 * CC, the payment application, in HiPay's words (concert.md 3.4). The codes are assigned by the register of
 * applications.
 */
const applications: Readonly<Record<string, string>> = {
  '000': 'any',
  '001': 'CB contact',
  '00B': 'CB contactless',
  '002': 'Amex contact',
  '00D': 'Amex contactless',
  '003': 'CB Enseigne',
  '004': 'Cetelem',
  '005': 'Cofinoga',
  '006': 'Diners',
  '007': 'Pass',
  '008': 'Franfinance',
  '009': 'JCB',
  '00A': 'Banque Accord',
  '00C': 'cheque',
  // Other sources call this application "CMCIC-Pay TPE".
  '00E': 'Conecs contact',
  '10E': 'Conecs contactless',
  '00F': 'DCC',
  '00G': 'QuickPass',
  '00I': 'CPEI-EMV',
  '00S': 'Sofinco',
  '00U': 'UPI',
  '101': 'CB card-not-present',
  '201': 'quasi-cash',
  '301': 'PLBS',
  '30F': 'PLBS-DCC-GB',
  '401': 'Optalion',
  '501': 'Cash-Agence',
  '601': 'PNF',
  '602': 'P3F',
  '603': 'Optalion',
  '604': 'Preauto-CM',
  '605': 'PRCME',
  '607': 'QR payment',
  '608': 'TOP3-3XCB',
  '609': 'PNF-HPS',
  '701': 'PPFCA',
};

/** In a request, this application makes the terminal accept a cheque. */
export const chequeApplication = '00C';

export const applicationName = (code: string): string | undefined => applications[code];

export interface CaisseApOptions {
  readonly version: CaisseApVersion;
  readonly protocolId: string;
  /** Only for the identification: each request brings its own register number. */
  readonly registerNumber: string;
}

const refused = (reason: string): EncodedRequest => ({ ok: false, reason });

/** Caisse-AP (Concert V3), over TCP without frames or in the frames of a serial line (concert.md 3.1). */
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
  const isCheque = means === 'cheque' && operation !== 'duplicate';
  if (isCheque && operation !== 'debit')
    return refused(`Caisse-AP terminals cannot be asked for the ${operation} of a cheque`);
  const request = {
    version,
    protocolId,
    registerNumber: asked.registerNumber,
    amountMinor: asked.amountMinor,
    currency: asked.currency,
    operation,
    application: isCheque ? chequeApplication : undefined,
    forceAuthorization: asked.forceAuthorization && operation !== 'duplicate',
    ...(versionsWithTickets.has(version) && ticketFields(asked)),
  };
  const fault = requestFault(request);
  if (fault) return refused(fault);
  const body = encodeRequest(request);
  return body === undefined ? refused('a field of the request is empty or too long') : { ok: true, body };
}

/**
 * Versions that know tickets, from V3.1 (concert.md 0). An older terminal may refuse the whole message because of an
 * unknown field, as newer terminals do for BF. HiPay's page shows CK in a V3.0 message, but HiPay's terminals speak V3.2.
 */
const versionsWithTickets: ReadonlySet<CaisseApVersion> = new Set(['0310', '0320']);

const ticketFields = ({ receipts, receiptTo }: TerminalRequest) => ({
  ticket: receipts ? bothTicketsAsText : undefined,
  ...(receiptTo && addressFields(receiptTo)),
});

/** Lengths: concert.md 3.3. An address that does not fit is left out, and the terminal prints the ticket. */
const addressFields = ({ phone, email }: ReceiptTo) => ({
  // HiPay's samples have only digits, so 00 replaces the +.
  phone: ifMatching(phone?.replace(/^\+/, '00'), /^\d{8,20}$/),
  email: ifMatching(email, /^[\x21-\x7e]{6,256}$/),
});

const ifMatching = (value: string | undefined, form: RegExp): string | undefined =>
  value !== undefined && form.test(value) ? value : undefined;
