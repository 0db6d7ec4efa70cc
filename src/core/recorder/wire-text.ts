import { maskedCardNumber, maskNumbers } from '../masking.ts';
import { plainMoney } from '../money/amount.ts';
import { currencyOfNumeric } from '../money/currency.ts';
import { readTlv, type TlvField } from '../terminal/caisse-ap/tlv.ts';
import { type ConcertAnswer, decodeAnswer } from '../terminal/concert-v2/answer.ts';
import { controlOf, ETX, type Received, STX } from '../terminal/concert-v2/frames.ts';
import { decodeRequest } from '../terminal/concert-v2/request.ts';

/**
 * Tags whose values are recorded; `fieldText` has rules for CB, AA, AI and AF. Of all other tags only the length is
 * recorded: they may contain a card number, a person's data or a ticket.
 */
const recordedTags = new Set(['AC', 'AE', 'BA', 'BB', 'CA', 'CC', 'CD', 'CE', 'CG', 'CI', 'CJ', 'CK', 'CZ']);

/**
 * Longest correct value of these tags, characters. A longer value has a wrong length: it contains the next fields, and
 * perhaps a card number.
 */
const longestRecorded = 16;

/** The amount. Zeros may pad it to the length of a card number, so it is written as a number. */
function amountText(value: string, fields: readonly TlvField[]): string {
  const currency = currencyOfNumeric(fields.find(({ tag }) => tag === 'CE')?.value ?? '');
  return currency ? plainMoney(Number(value), currency) : `${Number(value)}`;
}

function fieldText({ tag, value }: TlvField, fields: readonly TlvField[]): string {
  if (tag === 'CB' && /^\d{1,12}$/.test(value)) return `CB=${amountText(value, fields)}`;
  if (tag === 'AA') return `AA=${maskedCardNumber(value) ?? '(no card number)'}`;
  if (tag === 'AI' && /^[A-F][0-9A-F]{9,31}$/.test(value)) return `AI=${value}`;
  if (tag === 'AF') return `AF=${maskNumbers(value.slice(0, 2))}`;
  if (recordedTags.has(tag) && value.length <= longestRecorded) return `${tag}=${maskNumbers(value)}`;
  return `${tag}=(${value.length} characters)`;
}

/**
 * Makes a Caisse-AP message safe to store; undefined if the text is not one. A field that is cut at the end is left
 * out.
 */
export function caisseApText(text: string): string | undefined {
  if (!text.startsWith('CZ')) return undefined;
  const { fields, state } = readTlv(text);
  if (fields.length === 0) return undefined;
  return `${fields.map((field) => fieldText(field, fields)).join(' ')}${state === 'complete' ? '' : ` (then ${state})`}`;
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/** Writes bytes outside a good frame without their digits, which may be of a card number; a digit may have a parity bit. */
const brokenBytes = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => ((byte & 0x7f) >= 0x30 && (byte & 0x7f) <= 0x39 ? '##' : hex(byte))).join(' ');

const hasKnownStatus = ({ status }: ConcertAnswer): boolean => /[079]/.test(status);

/**
 * Writes the fields of an answer separately, so that an amount beside a register number does not look like a card number.
 * Status and currency are checked, because 25 digits that contain a card number can have the layout of a short answer too.
 */
function answerText(body: string): string | undefined {
  const reading = decodeAnswer(body);
  if (!reading.ok || !hasKnownStatus(reading.answer)) return undefined;
  const { registerNumber, status, amountMinor, paymentMode, currencyNumeric, privateData, report } =
    reading.answer;
  const currency = currencyOfNumeric(currencyNumeric);
  if (!currency) return undefined;
  const card = report ? ` report ${report.cardMasked ?? '(no card)'}` : '';
  return `answer register ${registerNumber} status ${status} amount ${plainMoney(amountMinor, currency)} mode ${paymentMode}${card} private "${privateData}"`;
}

function requestText(body: string): string | undefined {
  const reading = decodeRequest(body);
  if (!reading.ok) return undefined;
  const { registerNumber, amountMinor, operation, currency, longAnswer, forceAuthorization } =
    reading.request;
  const asked = `${longAnswer ? ' long' : ''}${forceAuthorization ? ' authorise' : ''}`;
  return `request ${reading.variant} register ${registerNumber} amount ${plainMoney(amountMinor, currency)} ${operation}${asked}`;
}

const bodyText = (body: string): string => caisseApText(body) ?? `STX ${maskNumbers(body)} ETX`;

/** Makes the till's message safe to store. */
export function sentText(bytes: Uint8Array): string {
  const [first = 0] = bytes;
  if (bytes.length === 1) return controlOf(first) ?? hex(first);
  const isFrame = first === STX && bytes.at(-2) === ETX;
  if (!isFrame) return bareText(bytes);
  const body = String.fromCharCode(...bytes.slice(1, -2));
  return requestText(body) ?? answerText(body) ?? bodyText(body);
}

/** Makes bytes without frames (from a network) safe to store. */
export const bareText = (bytes: Uint8Array): string =>
  caisseApText(String.fromCharCode(...bytes)) ?? `bytes ${brokenBytes(bytes)}`;

/** Makes the terminal's message safe to store. Of a bad frame only the reason is stored. */
export function receivedText(item: Received): string {
  switch (item.kind) {
    case 'control':
      return item.control;
    case 'frame':
      return answerText(item.body) ?? bodyText(item.body);
    case 'bad-frame':
      return `bad frame: ${item.reason}`;
    case 'discarded':
      return `discarded ${brokenBytes(item.bytes)}`;
    default:
      return item satisfies never;
  }
}
