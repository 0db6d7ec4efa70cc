import type { Dialect, PaymentMeans, Verdict } from '../dialect.ts';
import { decodeAnswer } from './answer.ts';
import { blankPrivateData, type ConcertVariant, encodeRequest, requestFault } from './request.ts';

/** STAT, concert.md 2.2. Only unreliable sources show other digits, so an answer with another digit is `unreadable`. */
const verdicts: Readonly<Record<string, Verdict>> = { '0': 'accepted', '7': 'refused', '9': 'taken' };

/** MODE, concert.md 2.1. */
const modes: Readonly<Record<PaymentMeans, string>> = { card: '1', cheque: 'C' };

/**
 * Concert V2. Protocol E has no field for the authorisation, so the terminal decides about it. Private data stays
 * blank, as with most tills in the field; few terminals echo it.
 */
export const concertDialect = (variant: ConcertVariant): Dialect => ({
  name: variant === 'E' ? 'concert-v2-e' : 'concert-v2-e+',
  partialApproval: false,
  encodeRequest({ operation, means, ...asked }) {
    if (operation === 'duplicate')
      return { ok: false, reason: 'Concert V2 terminals cannot be asked for a duplicate' };
    const request = {
      ...asked,
      operation,
      paymentMode: modes[means],
      privateData: blankPrivateData,
      answerAtOnce: false,
    };
    const fault = requestFault(request);
    return fault ? { ok: false, reason: fault } : { ok: true, body: encodeRequest(request, variant) };
  },
  readAnswer(body) {
    const reading = decodeAnswer(body);
    if (!reading.ok) return undefined;
    const { report, privateData: _, ...answer } = reading.answer;
    return { verdict: verdicts[answer.status] ?? 'unreadable', ...answer, ...report };
  },
});
