import { maskedCardNumber } from '../../masking.ts';

/** The parts of the 55-character report (REP) of a long answer that may be stored. */
export interface Report {
  /** First six and last four digits of the card number, e.g. `471169******8807`; absent if REP has none. */
  readonly cardMasked?: string;
}

export const reportLength = 55;

/**
 * Reads and masks the report. On some terminals REP begins with the card number in clear (concert.md 2.2), then blanks
 * or zeros. Only the masked number leaves this function. A number that is already masked is unchanged.
 */
export function readReport(report: string): Report {
  const cardMasked = maskedCardNumber(report);
  // A shorter number is not a card number.
  return cardMasked === undefined || cardMasked.length < 12 ? {} : { cardMasked };
}

/** The terminal's answer (concert.md 2.2). STAT 0: accepted, 7: not accepted, 9: request taken into account. */
export interface ConcertAnswer {
  readonly registerNumber: string;
  readonly status: string;
  readonly amountMinor: number;
  /** May differ from the request: some terminals send `B` for contactless, `0` for a refusal. */
  readonly paymentMode: string;
  readonly currencyNumeric: string;
  readonly privateData: string;
  /** Only in a long answer; card data is masked. */
  readonly report?: Report;
}

export type AnswerReading =
  | { readonly ok: true; readonly answer: ConcertAnswer }
  | { readonly ok: false; readonly reason: 'length' | 'layout' };

const shortLength = 25;
const longLength = shortLength + reportLength;
const shortLayout = /^(.{2})(.)(\d{8})(.)(\d{3})(.{10})$/;
const longLayout = /^(.{2})(.)(\d{8})(.)(.{55})(\d{3})(.{10})$/;

/**
 * Reads an answer. The received length decides the layout, not the request: some terminals always send the short
 * answer.
 */
export function decodeAnswer(body: string): AnswerReading {
  if (body.length === shortLength) return readShort(body);
  if (body.length === longLength) return readLong(body);
  return { ok: false, reason: 'length' };
}

function readShort(body: string): AnswerReading {
  const fields = shortLayout.exec(body);
  if (!fields) return { ok: false, reason: 'layout' };
  const [
    ,
    registerNumber = '',
    status = '',
    amount,
    paymentMode = '',
    currencyNumeric = '',
    privateData = '',
  ] = fields;
  return {
    ok: true,
    answer: {
      registerNumber,
      status,
      amountMinor: Number(amount),
      paymentMode,
      currencyNumeric,
      privateData,
    },
  };
}

function readLong(body: string): AnswerReading {
  const fields = longLayout.exec(body);
  if (!fields) return { ok: false, reason: 'layout' };
  const report = readReport(fields[5] ?? '');
  const short = readShort(body.slice(0, 12) + body.slice(12 + reportLength));
  return short.ok ? { ok: true, answer: { ...short.answer, report } } : short;
}

/** Encodes an answer, for tests. `report`: the raw 55 characters of a long answer. */
export function encodeAnswer(answer: Omit<ConcertAnswer, 'report'>, report?: string): string {
  return (
    answer.registerNumber +
    answer.status +
    String(answer.amountMinor).padStart(8, '0') +
    answer.paymentMode +
    (report === undefined ? '' : report.padEnd(reportLength, ' ').slice(0, reportLength)) +
    answer.currencyNumeric +
    answer.privateData
  );
}
