/** As many digits as a card number has at the least, or in the groups in which cards and people write them. */
const longNumber = /\d{12,}|\d{4}(?:[ -]\d{4}){2}[ -]\d{1,7}|\d{4}[ -]\d{6}[ -]\d{5}/g;

const maskNumber = (found: string): string => {
  const digits = found.replace(/\D/g, '');
  return digits.slice(0, 6) + '*'.repeat(digits.length - 10) + digits.slice(-4);
};

/** Whatever could be a card number keeps its first six and last four digits. */
export const maskNumbers = (text: string): string => text.replace(longNumber, maskNumber);

/** Shorter ones would be found by chance in any text, and tell nothing. */
const shortestSecret = 4;

/** The text as it may be kept: no card number, none of the secrets, on one line. */
export function maskedText(text: string, secrets: readonly string[]): string {
  const hidden = secrets
    .filter((secret) => secret.length >= shortestSecret)
    .reduce((now, secret) => now.replaceAll(secret, '•••'), text);
  return maskNumbers(hidden.replace(/\p{Cc}+/gu, ' '));
}

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
