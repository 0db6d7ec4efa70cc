/**
 * What may be kept of a card number that a terminal has sent, in clear or masked by itself: first six and last four
 * characters, e.g. `471169******8807`. Of less than a whole number only the last four. Undefined where there is none.
 */
export function maskedCardNumber(sent: string): string | undefined {
  const leading = /^[0-9*#xX.]+/.exec(sent)?.[0] ?? '';
  // A filler of zeros follows a 16-digit number directly, so more than 19 characters cannot all be the card's.
  const number = leading.length > 19 ? leading.slice(0, 16) : leading;
  if (number.length < 4 || /^0+$/.test(number)) return undefined;
  const head = number.length < 12 ? '' : number.slice(0, 6);
  return head + '*'.repeat(number.length - head.length - 4) + number.slice(-4);
}
