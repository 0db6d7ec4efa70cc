import { largestAmountMinor } from '../../money/amount.ts';
import { type CurrencyCode, currencyOfNumeric, numericCode } from '../../money/currency.ts';
import type { Operation } from '../dialect.ts';
import { encodeTlv, readTlv, type TlvField } from './tlv.ts';

/**
 * CZ, the version. A terminal may answer with another version (a real Desk/5000 answers 0301 to 0300), so it is never
 * compared.
 */
export const caisseApVersions = ['0300', '0301', '0310', '0320'] as const;
export type CaisseApVersion = (typeof caisseApVersions)[number];

/** CD, concert.md 3.3. The sources contradict each other about code 4, so pre-authorisation is not supported. */
export type CaisseApOperation = Exclude<Operation, 'pre-authorisation'>;

const operationCode: Readonly<Record<CaisseApOperation, string>> = {
  debit: '0',
  credit: '1',
  cancellation: '2',
  duplicate: '3',
};
const operations = Object.keys(operationCode) as CaisseApOperation[];
export const operationOfCode = (code: string): CaisseApOperation | undefined =>
  operations.find((operation) => operationCode[operation] === code);

export const identificationCode = 'I';

export interface CaisseApRequest {
  readonly version: CaisseApVersion;
  /** CJ: twelve digits, assigned by the Association du Paiement. No terminal is known to check it. */
  readonly protocolId: string;
  readonly registerNumber: string;
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
  readonly operation: CaisseApOperation;
  /** CC: the terminal uses this application, e.g. `00C` for a cheque. */
  readonly application?: string | undefined;
  readonly forceAuthorization: boolean;
  /** CK, e.g. `120`: both tickets as text. */
  readonly ticket?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

/** Returns why the request must not be sent, or undefined. */
export function requestFault(request: CaisseApRequest): string | undefined {
  const { amountMinor } = request;
  if (!/^\d{12}$/.test(request.protocolId)) return 'the protocol identifier must be twelve digits';
  if (!/^[0-9A-Z]{2}$/.test(request.registerNumber)) return 'the register number must be two characters';
  if (!Number.isInteger(amountMinor) || amountMinor < 1) return 'the amount must be above zero';
  if (amountMinor > largestAmountMinor) return 'the amount has more than eight digits';
  return undefined;
}

/** CB has at least two digits: 0.05 EUR is `CB00205`. Terminals read `CB0015` with a wrong length (concert.md 3.6). */
const amountText = (minor: number): string => String(minor).padStart(2, '0');

/**
 * Encodes a request; undefined if a field is empty or too long. CZ comes first; BA=0 asks for the answer after the
 * payment. BF (partial payments) is never sent, because newer terminals then refuse the whole message (concert.md 3.3).
 */
export function encodeRequest(request: CaisseApRequest): string | undefined {
  const optional = (tag: string, value: string | undefined | false): TlvField[] =>
    value ? [{ tag, value }] : [];
  return encodeTlv([
    { tag: 'CZ', value: request.version },
    { tag: 'CJ', value: request.protocolId },
    { tag: 'CA', value: request.registerNumber },
    { tag: 'CB', value: amountText(request.amountMinor) },
    { tag: 'CD', value: operationCode[request.operation] },
    { tag: 'CE', value: numericCode(request.currency) },
    { tag: 'BA', value: '0' },
    ...optional('CC', request.application),
    ...optional('BB', request.forceAuthorization && '1'),
    ...optional('CK', request.ticket),
    ...optional('BH', request.phone),
    ...optional('BI', request.email),
  ]);
}

/** Decodes a till's request, for tests. */
export function decodeRequest(body: string): CaisseApRequest | undefined {
  const { state, fields } = readTlv(body);
  if (state !== 'complete' || fields[0]?.tag !== 'CZ') return undefined;
  const fieldValue = (tag: string) => fields.find((field) => field.tag === tag)?.value;
  const version = caisseApVersions.find((known) => known === fieldValue('CZ'));
  const operation = operationOfCode(fieldValue('CD') ?? '');
  const currency = currencyOfNumeric(fieldValue('CE') ?? '');
  const amount = fieldValue('CB') ?? '';
  if (!version || !operation || !currency || !/^\d{1,12}$/.test(amount)) return undefined;
  return {
    version,
    protocolId: fieldValue('CJ') ?? '',
    registerNumber: fieldValue('CA') ?? '',
    amountMinor: Number(amount),
    currency,
    operation,
    application: fieldValue('CC'),
    forceAuthorization: fieldValue('BB') === '1',
    ticket: fieldValue('CK'),
    phone: fieldValue('BH'),
    email: fieldValue('BI'),
  };
}

/** Encodes CD=I, which moves no money and has no amount (concert.md 3.8). */
export const encodeIdentification = (
  request: Pick<CaisseApRequest, 'version' | 'protocolId' | 'registerNumber'>,
): string | undefined =>
  encodeTlv([
    { tag: 'CZ', value: request.version },
    { tag: 'CJ', value: request.protocolId },
    { tag: 'CA', value: request.registerNumber },
    { tag: 'CD', value: identificationCode },
  ]);
