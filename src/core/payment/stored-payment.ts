import type { AmountMinor } from '../money/amount.ts';
import { amountMinor } from '../money/amount.ts';
import { currencyCode } from '../money/currency.ts';
import { isObject, readOr, schemaOf } from '../stored-object.ts';
import { isPaid, outcome } from './outcome.ts';
import { type PaymentRecord, paymentRecord, recordState } from './payment-record.ts';
import { requestFingerprint, transactionType } from './payment-request.ts';

type Raw = Readonly<Record<string, unknown>>;

/**
 * Reads a stored payment. If this version cannot read it, because it is damaged or a newer program wrote it, the payment is
 * in doubt: its order is not charged again, and a person sees it. Undefined only if it has no payment id.
 */
export function readStoredPayment(raw: unknown): PaymentRecord | undefined {
  const parsed = paymentRecord.safeParse(raw).data;
  if (parsed) return parsed.asWritten === undefined ? parsed : (restore(parsed) ?? parsed);
  if (!isObject(raw) || typeof raw['paymentId'] !== 'string' || raw['paymentId'] === '') return undefined;
  const known = withKnownWords(raw);
  return paymentRecord.safeParse(known).data ?? inDoubt(known, raw['paymentId']);
}

/** For files and messages with stored payments. */
export const storedPayment = schemaOf(readStoredPayment, 'this is not a payment');

/** The original, if this version can read it and no older program has changed the payment since. */
function restore({ asWritten, updatedAt }: PaymentRecord): PaymentRecord | undefined {
  const original = paymentRecord.safeParse(asWritten).data;
  return original?.updatedAt === updatedAt ? original : undefined;
}

/** Replaces the words of a newer program that do not say whether the customer was charged. */
function withKnownWords(raw: Raw): Raw {
  const history = Array.isArray(raw['history']) ? raw['history'].map(withKnownState) : raw['history'];
  const { failure, ...rest } = raw;
  const knownFailure = paymentRecord.shape.failure.safeParse(failure).success;
  return {
    ...rest,
    history,
    ...(failure !== undefined && { failure: knownFailure ? failure : failureOf(raw['outcome']) }),
    asWritten: isObject(raw['asWritten']) ? raw['asWritten'] : raw,
  };
}

const withKnownState = (step: unknown): unknown =>
  isObject(step) && !recordState.safeParse(step['state']).success ? { ...step, state: 'unknown' } : step;

function failureOf(written: unknown): 'unknown-error' | 'outcome-unknown' | undefined {
  const known = outcome.safeParse(written).data;
  if (isPaid(known)) return undefined;
  return known === 'NOT_SENT' || known === 'DECLINED' || known === 'CANCELLED'
    ? 'unknown-error'
    : 'outcome-unknown';
}

/** A payment in doubt that keeps every readable field. An amount that cannot be read is shown as 0. */
function inDoubt(raw: Raw, paymentId: string): PaymentRecord {
  const { shape } = paymentRecord;
  const orderId = readOr(shape.orderId, raw['orderId'], paymentId.slice(0, 32));
  const request = readOr(shape.request, raw['request'], requestOf(raw['request'], orderId));
  const readable = Object.entries(raw).filter(([name, value]) =>
    name in shape ? shape[name as keyof typeof shape].safeParse(value).success : true,
  );
  return {
    attempt: 1,
    fingerprint: requestFingerprint(request),
    terminal: { registerNumber: '', language: '', link: '', simulated: false, authorisationForced: false },
    createdAt: 0,
    updatedAt: 0,
    history: [],
    ...Object.fromEntries(readable),
    version: 1,
    paymentId,
    orderId,
    request,
    state: 'unknown',
    outcome: 'UNKNOWN',
    failure: 'outcome-unknown',
    detail: 'this version of the program cannot read the record; a newer one may have written it',
  };
}

function requestOf(written: unknown, orderId: string): PaymentRecord['request'] {
  const raw = isObject(written) ? written : {};
  return {
    orderId,
    amountMinor: readOr(amountMinor, raw['amountMinor'], 0 as AmountMinor),
    currency: readOr(currencyCode, raw['currency'], 'EUR'),
    transactionType: readOr(transactionType, raw['transactionType'], 'Debit'),
    paymentMeans: 'card',
    forceAuthorization: false,
    cart: [],
    customer: {},
    customData: {},
  };
}
