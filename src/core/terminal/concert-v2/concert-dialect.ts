import type { Dialect, Verdict } from '../dialect.ts';
import { decodeAnswer } from './answer.ts';
import { encodeFrame } from './frame-encoder.ts';
import { blankPrivateData, type ConcertVariant, encodeRequest, requestFault } from './request.ts';

/** STAT, concert.md 2.2. Other digits are seen in weak sources only, so they stay unreadable. */
const verdicts: Readonly<Record<string, Verdict>> = { '0': 'accepted', '7': 'refused', '9': 'taken' };

/**
 * Concert V2. Protocol E has no field for the authorisation: there the terminal decides. Private data stays blank, as
 * in most tills in the field; few terminals echo it.
 */
export const concertDialect = (variant: ConcertVariant): Dialect => ({
  name: variant === 'E' ? 'concert-v2-e' : 'concert-v2-e+',
  encodeSale(sale) {
    const request = {
      ...sale,
      paymentMode: '1',
      operation: 'debit',
      privateData: blankPrivateData,
      answerAtOnce: false,
    } as const;
    const fault = requestFault(request);
    if (fault) return { ok: false, reason: fault };
    const frame = encodeFrame(encodeRequest(request, variant));
    return frame
      ? { ok: true, frame }
      : { ok: false, reason: 'the request holds a character that is no ASCII' };
  },
  readAnswer(body) {
    const reading = decodeAnswer(body);
    if (!reading.ok) return undefined;
    const { report, privateData: _, ...answer } = reading.answer;
    return { verdict: verdicts[answer.status] ?? 'unreadable', ...answer, ...report };
  },
});
