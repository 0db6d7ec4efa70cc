/** Digits, in groups if one separator is between them: a space, two spaces, a non-breaking space or one of `-./_`. */
const groupedDigits = /\d+(?:(?: {1,2}|[-./_\u00a0\u2007\u202f])\d+)*/g;
/** Lengths of the groups in which cards show their number. */
const cardGroups = /^(?:1[3-9]|4,4,4,[1-4]|4,4,4,4,[1-3]|4,6,[45]|6,(?:[7-9]|1[0-3])|8,8)$/;
/** Other lengths that a person may write. They are not those of dates, or of numbers that begin with a date. */
const otherGroups = /^(?:(?:[3-6],)+[1-6]|(?:2,){6,9}[12])$/;
/** At least 12 digits in a row, or digits in the groups of card numbers. */
const longNumber = /\d{12,}|\d{4}(?:[ -]\d{4}){2,}[ -]\d{1,7}|\d{4}[ -]\d{6}[ -]\d{5}/g;
/** The same, not from the middle of another number: a code may stand before a card number. */
const wholeLongNumber = new RegExp(`(?<!\\d)(?:${longNumber.source})`, 'g');

const maskNumber = (found: string): string => {
  const digits = found.replace(/\D/g, '');
  return digits.slice(0, 6) + '*'.repeat(digits.length - 10) + digits.slice(-4);
};

/** True if the last digit is the check digit of card numbers (ISO/IEC 7812, Luhn). */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** The card number in this run of groups, a usual grouping before a longer one; undefined if there is none. */
function cardIn(run: string): { readonly from: number; readonly to: number } | undefined {
  const groups = [...run.matchAll(/\d+/g)].map(({ 0: text, index }) => ({ text, index }));
  const found: { from: number; to: number; isUsual: boolean }[] = [];
  for (const [first, { index: from }] of groups.entries()) {
    let digits = '';
    let lengths = '';
    for (const { text, index } of groups.slice(first, first + 10)) {
      digits += text;
      lengths += `${lengths && ','}${text.length}`;
      if (digits.length > 19) break;
      const isUsual = cardGroups.test(lengths);
      if (digits.length < 13 || digits.startsWith('0') || !(isUsual || otherGroups.test(lengths))) continue;
      if (hasCheckDigit(digits)) found.push({ from, to: index + text.length, isUsual });
    }
  }
  const length = ({ from, to }: { from: number; to: number }) => to - from;
  return found.toSorted((a, b) => Number(b.isUsual) - Number(a.isUsual) || length(b) - length(a))[0];
}

function maskCardsIn(run: string): string {
  const card = cardIn(run);
  if (!card) return run;
  const { from, to } = card;
  return maskCardsIn(run.slice(0, from)) + maskNumber(run.slice(from, to)) + maskCardsIn(run.slice(to));
}

/** Masks what is a card number: 13 to 19 digits with the check digit. Other long numbers stay. */
export const maskCards = (text: string): string => text.replace(groupedDigits, maskCardsIn);

/** Masks every possible card number: its first six and last four digits stay. */
export const maskNumbers = (text: string): string =>
  maskCards(text).replace(wholeLongNumber, maskNumber).replace(longNumber, maskNumber);

/** In characters. Ordinary text may contain a shorter secret by chance. */
const minSecretLength = 4;

export const onOneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');

/** Makes a text safe to store: masks card numbers, hides secrets and puts everything on one line. */
export function maskedText(text: string, secrets: readonly string[]): string {
  const hidden = secrets
    .filter((secret) => secret.length >= minSecretLength)
    .reduce((masked, secret) => masked.replaceAll(secret, '•••'), text);
  return maskNumbers(onOneLine(hidden));
}

/** In characters. A shorter text may be a part of a payment id or an amount, and an answer without it would be misread. */
const minQuotedLength = 6;

/**
 * Hides secrets in an answer of another program, however it spells them: as they are, in an address, in JSON or HTML. What
 * overlaps is hidden together, so that no part of a secret stays beside another one.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const spellings = new Set(
    secrets.filter((secret) => secret.length >= minQuotedLength).flatMap(spellingsOf),
  );
  const found = [...spellings]
    .flatMap((spelling) => placesOf(spelling, text).map((from) => ({ from, to: from + spelling.length })))
    .toSorted((a, b) => a.from - b.from);
  let shown = '';
  let end = 0;
  for (const { from, to } of found) {
    if (from >= end) shown += `${text.slice(end, from)}•••`;
    end = Math.max(end, to);
  }
  return shown + text.slice(end);
}

function placesOf(part: string, text: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) places.push(at);
  return places;
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
