import type { Dialect, PaymentMeans, Verdict } from '../dialect.ts';
import { decodeAnswer } from './answer.ts';
import { readPrivateDigits } from './private-digits.ts';
import { blankPrivateData, type ConcertVariant, encodeRequest, requestFault } from './request.ts';

/** STAT, concert.md 2.2. Only unreliable sources show other digits, so an answer with another digit is `unreadable`. */
const verdicts: Readonly<Record<string, Verdict>> = { '0': 'accepted', '7': 'refused', '9': 'taken' };

/** MODE, concert.md 2.1. */
const modes: Readonly<Record<PaymentMeans, string>> = { card: '1', cheque: 'C' };

/**
 * Concert V2. Protocol E has no field for the authorisation, so the terminal decides about it.
 *
 * @param sendsPrivateDigits false: the private data stays blank, for terminals that refuse digits there
 */
export const concertDialect = (variant: ConcertVariant, sendsPrivateDigits = false): Dialect => ({
  name: variant === 'E' ? 'concert-v2-e' : 'concert-v2-e+',
  partialApproval: false,
  sendsPrivateDigits,
  encodeRequest({ operation, means, privateDigits = blankPrivateData, ...asked }) {
    if (operation === 'duplicate')
      return { ok: false, reason: 'Concert V2 terminals cannot be asked for a duplicate' };
    const request = {
      ...asked,
      operation,
      paymentMode: modes[means],
      privateData: sendsPrivateDigits ? privateDigits : blankPrivateData,
      answerAtOnce: false,
    };
    const fault = requestFault(request);
    return fault ? { ok: false, reason: fault } : { ok: true, body: encodeRequest(request, variant) };
  },
  readAnswer(body) {
    const reading = decodeAnswer(body);
    if (!reading.ok) return undefined;
    const { report, privateData, ...answer } = reading.answer;
    const privateDigits = readPrivateDigits(privateData);
    return {
      verdict: verdicts[answer.status] ?? 'unreadable',
      ...answer,
      ...report,
      ...(privateDigits !== undefined && { privateDigits }),
    };
  },
});
