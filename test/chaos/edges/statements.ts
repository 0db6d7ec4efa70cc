import { type ChargeStatement, chargeStatements } from './timeline.ts';

/** Codes that refuse this request without a statement about the order: another payment runs, or has the number. */
const requestOnly: ReadonlySet<string> = new Set(['1101', '1103']);

/** The charge statement of an English sentence. Undefined: it says nothing about the customer's money. */
export function statementOfText(text: string): ChargeStatement | undefined {
  if (/not known whether|NOT KNOWN|Not certain/i.test(text)) return 'unknown';
  if (/was not charged|not been charged/i.test(text)) return 'not-charged';
  if (/was charged|has paid|has been charged/i.test(text)) return 'charged';
  if (/did nothing|nothing was sent/i.test(text)) return 'nothing-sent';
  return undefined;
}

export interface Reading {
  readonly said: ChargeStatement;
  /** Where the statement was made, such as `REST POST 503 1004`. */
  readonly exit: string;
  readonly text: string;
  /** HiPay's or our code; empty for a success. */
  readonly code: string;
  /** Set if the field and the sentence contradict each other. */
  readonly contradiction?: string;
  /** The order that the answer names. */
  readonly order?: string;
}

const fieldOf = (value: unknown): ChargeStatement | undefined =>
  chargeStatements.find((each) => each === value);

export interface RestReply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Reads what a REST answer says about the customer's money. */
export function readRest(method: string, { status, body }: RestReply): Reading {
  const error = body['error'] as Record<string, unknown> | undefined;
  const fields = error ?? body;
  const code = String(fields['errorCode'] ?? '');
  const text = String(fields['errorDescription'] ?? `${body['paymentStatus']} ${body['outcome'] ?? ''}`);
  const orderId = body['orderId'];
  const base = {
    exit: `REST ${method} ${status} ${code || String(body['outcome'] ?? '')}`,
    text: body['replayed'] === true ? `${text} (replayed)` : text,
    code,
    ...(typeof orderId === 'string' && { order: orderId }),
  };
  const field = fieldOf(body['charge'] ?? error?.['charge']);
  // The detail in brackets may quote another payment.
  const inText = statementOfText(text.replace(/\[[^\]]*\]/g, ''));
  if (field && inText && field !== inText)
    return { ...base, said: field, contradiction: `the field says ${field}, the text ${inText}: ${text}` };
  if (field) return { ...base, said: field };
  if (body['paymentStatus'] === 'SUCCESS') return { ...base, said: 'charged' };
  if (requestOnly.has(code) || (method === 'GET' && error))
    return { ...base, said: inText === 'unknown' ? 'unknown' : 'nothing-sent' };
  return { ...base, said: inText ?? (error ? 'nothing-sent' : 'unknown') };
}

interface SdkFailure {
  readonly name: string;
  readonly code: string;
  readonly mayBeCharged: string;
  readonly text: string;
  readonly charge?: unknown;
}

const byMayBeCharged: Readonly<Record<string, ChargeStatement>> = {
  no: 'not-charged',
  yes: 'charged',
  unknown: 'unknown',
};

/** Reads what a failure of the SDK says. `call` is `pay`, `get`, or `closed` for the event. */
export function readSdkFailure(call: string, failure: SdkFailure): Reading {
  const { name, code, mayBeCharged, text } = failure;
  const base = { exit: `SDK ${call} ${name}`, text, code };
  const field = fieldOf(failure.charge) ?? fieldOf(mayBeCharged) ?? byMayBeCharged[mayBeCharged];
  const inText = statementOfText(text);
  const said =
    requestOnly.has(code) && field === 'not-charged' ? 'nothing-sent' : (field ?? inText ?? 'unknown');
  if (field && inText && field !== inText && said !== 'nothing-sent')
    return { ...base, said, contradiction: `mayBeCharged says ${field}, the text ${inText}: ${text}` };
  return { ...base, said };
}

interface SdkResult {
  readonly paymentStatus: string;
  readonly outcome: string;
  readonly orderId: string;
  readonly replayed: boolean;
  readonly failure?: SdkFailure;
  readonly charge?: unknown;
}

export function readSdkResult(call: string, result: SdkResult): Reading {
  const { paymentStatus, outcome, orderId, failure, replayed, charge } = result;
  if (failure && paymentStatus !== 'SUCCESS') return { ...readSdkFailure(call, failure), order: orderId };
  return {
    said: fieldOf(charge) ?? (paymentStatus === 'SUCCESS' ? 'charged' : 'unknown'),
    exit: `SDK ${call} ${outcome}`,
    text: replayed ? `${paymentStatus} (replayed)` : paymentStatus,
    code: '',
    order: orderId,
  };
}
