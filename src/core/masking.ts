/** At least 12 digits in a row, or digits in the groups of card numbers. */
const longNumber = /\d{12,}|\d{4}(?:[ -]\d{4}){2}[ -]\d{1,7}|\d{4}[ -]\d{6}[ -]\d{5}/g;

const maskNumber = (found: string): string => {
  const digits = found.replace(/\D/g, '');
  return digits.slice(0, 6) + '*'.repeat(digits.length - 10) + digits.slice(-4);
};

/** Masks every possible card number: its first six and last four digits stay. */
export const maskNumbers = (text: string): string => text.replace(longNumber, maskNumber);

/** In characters. Ordinary text may contain a shorter secret by chance. */
const minSecretLength = 4;

/** Makes a text safe to store: masks card numbers, hides secrets and puts everything on one line. */
export function maskedText(text: string, secrets: readonly string[]): string {
  const hidden = secrets
    .filter((secret) => secret.length >= minSecretLength)
    .reduce((masked, secret) => masked.replaceAll(secret, '•••'), text);
  return maskNumbers(hidden.replace(/\p{Cc}+/gu, ' '));
}

/** In characters. A shorter text may be a part of a payment id or an amount, and an answer without it would be misread. */
const minQuotedLength = 6;

/** Hides secrets in an answer of another program, however it spells them: as they are, in an address, in JSON or HTML. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const spellings = new Set(
    secrets.filter((secret) => secret.length >= minQuotedLength).flatMap(spellingsOf),
  );
  return [...spellings]
    .toSorted((a, b) => b.length - a.length)
    .reduce((hidden, spelling) => hidden.replaceAll(spelling, '•••'), text);
}

function spellingsOf(secret: string): string[] {
  const inAddress = encodeURIComponent(secret.replace(/\p{Surrogate}/gu, '\ufffd'));
  const inForm = inAddress
    .replace(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
  const inJson = JSON.stringify(secret).slice(1, -1);
  const ascii = inJson.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const inHtml = secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return [
    ...[secret, inJson, ascii, inHtml, inHtml.replace(/"/g, '&quot;').replace(/'/g, '&#39;')],
    ...[inJson, ascii].map((text) => text.replace(/\//g, '\\/')),
    ...[inAddress, inForm].flatMap((text) => [
      text,
      text.replace(/%../g, (code: string) => code.toLowerCase()),
    ]),
  ];
}

/**
 * Masks a card number that a terminal sent in clear or already masked: the first six and last four characters stay,
 * e.g. `471169******8807`. If the number has fewer than 12 characters, only the last four stay. Returns undefined if
 * there is no number.
 */
export function maskedCardNumber(sent: string): string | undefined {
  const leading = /^[0-9*#xX.]+/.exec(sent)?.[0] ?? '';
  // Zeros may follow a 16-digit number directly, so if there are more than 19 characters, the first 16 are the card
  // number.
  const number = leading.length > 19 ? leading.slice(0, 16) : leading;
  if (number.length < 4 || /^0+$/.test(number)) return undefined;
  const head = number.length < 12 ? '' : number.slice(0, 6);
  return head + '*'.repeat(number.length - head.length - 4) + number.slice(-4);
}
