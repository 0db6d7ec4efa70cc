import { maskedCardNumber } from '../card-number.ts';

/** What may be kept of the 55-character report (REP) of a long answer. */
export interface Report {
  /** First six and last four digits of the card number, e.g. `471169******8807`; absent where REP holds none. */
  readonly cardMasked?: string;
}

export const reportLength = 55;

/**
 * Masks the report as it is decoded: REP begins with the card number in clear on some terminals (concert.md 2.2), then
 * blanks or zeros. Nothing but the masked number leaves this function. What already is masked stays so.
 */
export function readReport(report: string): Report {
  const cardMasked = maskedCardNumber(report);
  // Anything shorter than a card number is something else here.
  return cardMasked === undefined || cardMasked.length < 12 ? {} : { cardMasked };
}
