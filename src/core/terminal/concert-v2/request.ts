import { largestAmountMinor } from '../../money/amount.ts';
import { type CurrencyCode, currencyOfNumeric, numericCode } from '../../money/currency.ts';
import type { Operation } from '../dialect.ts';

/** E has 26 characters. E+ adds the time of the answer (DELAI) and the authorisation (AUTO). Source: concert.md 2.1. */
export type ConcertVariant = 'E' | 'E+';

export interface ConcertRequest {
  /** Two characters, `01` to `99` or letters. */
  readonly registerNumber: string;
  readonly amountMinor: number;
  /** True: request the long answer with the 55-character report. */
  readonly longAnswer: boolean;
  /** `1` card, `C` cheque. */
  readonly paymentMode: string;
  readonly operation: ConcertOperation;
  readonly currency: CurrencyCode;
  /** Ten characters, echoed by some terminals. */
  readonly privateData: string;
  /** E+ only: A011 makes the terminal answer at once, without a result. Never used for payments. */
  readonly answerAtOnce: boolean;
  /** E+ only: B011 makes the terminal authorise online. */
  readonly forceAuthorization: boolean;
}

/** TYPE, concert.md 2.3. V2 has no code for a duplicate. */
export type ConcertOperation = Exclude<Operation, 'duplicate'>;

const operationDigit: Readonly<Record<ConcertOperation, string>> = {
  debit: '0',
  credit: '1',
  cancellation: '2',
  'pre-authorisation': '4',
};
const operationOfDigit = new Map(
  Object.entries(operationDigit).map(([name, digit]) => [digit, name as ConcertOperation]),
);

export const blankPrivateData = ' '.repeat(10);

/** E: `01` + `00001242` + `0` + `1` + `0` + `978` + ten characters; E+ adds e.g. `A010B010`. */
export function encodeRequest(request: ConcertRequest, variant: ConcertVariant): string {
  const body =
    request.registerNumber +
    String(request.amountMinor).padStart(8, '0') +
    (request.longAnswer ? '1' : '0') +
    request.paymentMode +
    operationDigit[request.operation] +
    numericCode(request.currency) +
    request.privateData;
  if (variant === 'E') return body;
  return `${body}${request.answerAtOnce ? 'A011' : 'A010'}${request.forceAuthorization ? 'B011' : 'B010'}`;
}

const layout = /^(.{2})(\d{8})([01])(.)([0124])(\d{3})(.{10})(?:A01([01])B01([01]))?$/;

export type RequestReading =
  | { readonly ok: true; readonly request: ConcertRequest; readonly variant: ConcertVariant }
  | { readonly ok: false; readonly reason: 'length' | 'layout' | 'currency' };

/** Decodes a request, for the flight recorder and tests. */
export function decodeRequest(body: string): RequestReading {
  if (body.length !== 26 && body.length !== 34) return { ok: false, reason: 'length' };
  const fields = layout.exec(body);
  if (!fields) return { ok: false, reason: 'layout' };
  const [
    ,
    registerNumber = '',
    amount = '',
    ind,
    paymentMode = '',
    type = '',
    numeric = '',
    privateData = '',
  ] = fields;
  const currency = currencyOfNumeric(numeric);
  const operation = operationOfDigit.get(type);
  if (!currency || !operation) return { ok: false, reason: 'currency' };
  const request: ConcertRequest = {
    registerNumber,
    amountMinor: Number(amount),
    longAnswer: ind === '1',
    paymentMode,
    operation,
    currency,
    privateData,
    answerAtOnce: fields[8] === '1',
    forceAuthorization: fields[9] === '1',
  };
  return { ok: true, request, variant: body.length === 34 ? 'E+' : 'E' };
}

/**
 * Returns why the request must not be sent, or undefined. Zero is refused: other products sent it, and the terminal
 * charged.
 */
export function requestFault(request: ConcertRequest): string | undefined {
  if (!/^[0-9A-Z]{2}$/.test(request.registerNumber)) return 'the register number must be two characters';
  if (!Number.isInteger(request.amountMinor) || request.amountMinor < 1)
    return 'the amount must be above zero';
  if (request.amountMinor > largestAmountMinor) return 'the amount has more than eight digits';
  if (!/^[0-9A-Z]$/.test(request.paymentMode)) return 'the payment mode must be one character';
  if (!/^[\x20-\x7e]{10}$/.test(request.privateData)) return 'the private data must be ten characters';
  return undefined;
}
