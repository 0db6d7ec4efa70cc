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
  const leading = /^[0-9*#xX.]+/.exec(report)?.[0] ?? '';
  // A filler of zeros follows a 16-digit number directly, so more than 19 characters cannot all be the card's.
  const number = leading.length > 19 ? leading.slice(0, 16) : leading;
  if (number.length < 12 || /^0+$/.test(number)) return {};
  return { cardMasked: number.slice(0, 6) + '*'.repeat(number.length - 10) + number.slice(-4) };
}
