import { maskedCardNumber, maskNumbers } from '../../masking.ts';
import type { TerminalAnswer, Verdict } from '../dialect.ts';
import { identificationCode, operationOfCode } from './request.ts';
import { readTickets, ticketTag } from './tickets.ts';
import { isSurplus, readTlv, type TlvField } from './tlv.ts';

interface Reason {
  /** The documented meaning. */
  readonly text: string;
  /** The verdict if AE=01 ("not performed") comes with this reason. */
  readonly notPerformed: Verdict;
  /** True if AE=10 ("performed") may come with this reason. Otherwise the answer contradicts itself. */
  readonly performed: boolean;
}

const reason = (text: string, notPerformed: Verdict, performed: boolean): Reason => ({
  text,
  notPerformed,
  performed,
});

/**
 * AF, concert.md 3.5. With 06 and 11 a person gave the payment up, with 08 no input came in time. 01 and 03 together with
 * "not performed" are a contradiction.
 */
const reasons: Readonly<Record<string, Reason>> = {
  '00': reason('unknown', 'refused', true),
  '01': reason('authorised', 'unreadable', true),
  '02': reason('call the centre', 'refused', true),
  '03': reason('forced', 'unreadable', true),
  '04': reason('refused', 'refused', false),
  '05': reason('forbidden', 'refused', false),
  '06': reason('abandoned', 'cancelled', false),
  '07': reason('not completed', 'refused', false),
  '08': reason('not done: input timeout', 'cancelled', false),
  '09': reason('not done: message format error', 'refused', false),
  '10': reason('not done: selection error', 'refused', false),
  '11': reason('not done: abandoned by the operator', 'cancelled', false),
  '12': reason('not done: unknown action type', 'refused', false),
  '13': reason('not done: currency not supported', 'refused', false),
};

/**
 * Returns the code of an AF value. Its first two characters are the code; a bank's own codes may follow, up to 29
 * characters (concert.md 3.5). A value that is only a number in a wrong length is that number.
 */
function reasonCode(complement: string): string {
  const value = complement.trim();
  return (/^0*\d{1,2}$/.test(value) ? String(Number(value)).padStart(2, '0') : value).slice(0, 2);
}

const reasonOf = (complement: string): Reason | undefined => reasons[reasonCode(complement)];

/**
 * The version, with which each message begins, and the fields that decide about the customer's money. Each may come only
 * once: with two values it is not known which one is true, and fields of two messages are no answer.
 */
const onceTags = ['CZ', 'AE', 'CA', 'CB', 'CD', 'CE'] as const;

/**
 * Reads the terminal's answer (concert.md 3.3 to 3.6). Returns undefined if the text is not a whole Caisse-AP message:
 * it must begin with CZ, because other text may be the end of an earlier answer. The version and the protocol
 * identifier are the terminal's own and are not compared. Expiry (AB), the cheque's line (AD), private data (CF) and
 * read mode (CI) are not read, so they are never stored. If another tag is repeated, its first field counts, but every AF
 * and AC is judged, and every ZT is read.
 */
export function decodeAnswer(text: string): TerminalAnswer | undefined {
  const whole = answerFields(text);
  if (whole?.fields[0]?.tag !== 'CZ') return undefined;
  const { fields } = whole;
  const fieldValue = (tag: string) => fields.find((field) => field.tag === tag)?.value;
  const { verdict, status } = judgeFields(whole, fieldValue);
  const complement = fieldValue('AF');
  const reason = complement && reasonText(complement);
  const receipts = readTickets(fields);
  return {
    verdict,
    status,
    ...(reason && { reason }),
    ...readEcho(fieldValue),
    ...storableField('paymentMode', fieldValue('CC'), 3),
    ...storableField('cardMasked', maskedCardNumber(fieldValue('AA') ?? ''), 19),
    ...storableField('authorisationNumber', fieldValue('AC'), 10),
    ...storableField('contractNumber', fieldValue('CG'), 15),
    ...applicationId(fieldValue('AI')),
    ...(receipts.length > 0 && { receipts }),
  };
}

const etx = String.fromCharCode(3);

interface AnswerFields {
  readonly fields: readonly TlvField[];
  /** False: the text after the last field may be the rest of another field, or more than one byte of a ticket is missing. */
  readonly isEndClear: boolean;
}

/**
 * Reads the fields of an answer. A ticket may be cut at the end (terminals in the field write its length one too long),
 * because a cut ticket must not make the payment's answer unreadable. Surplus bytes after the last field are ignored.
 */
function answerFields(text: string): AnswerFields | undefined {
  const reading = readTlv(text);
  if (reading.state === 'complete') return { fields: reading.fields, isEndClear: true };
  if (reading.state === 'incomplete' && reading.cut?.tag === ticketTag)
    return { fields: [...reading.fields, reading.cut], isEndClear: reading.missing === 1 };
  const rest = text.slice(reading.place);
  if (reading.state !== 'broken' || !isSurplus(rest)) return undefined;
  // The character after ETX is the LRC, which may be any character.
  const unknown = rest.startsWith(etx) ? rest.slice(2) : rest;
  return { fields: reading.fields, isEndClear: !/[A-Za-z0-9]/.test(unknown) };
}

/** In characters. Longer than any correct value, so that a wrong value is never cut to a correct one. */
const maxEchoLength = 8;

type FieldOf = (tag: string) => string | undefined;

/** The fields that must repeat the request, if present. The amount in an answer to an identification is ignored. */
function readEcho(fieldValue: FieldOf) {
  const operation = operationOfCode(fieldValue('CD') ?? '');
  const amount = fieldValue('CB') ?? '';
  const isIdentification = fieldValue('CD') === identificationCode;
  return {
    // Some terminals write the register number with one digit (concert.md 3.3).
    ...storableField('registerNumber', fieldValue('CA')?.replace(/^\d$/, '0$&'), maxEchoLength),
    ...(isAmount(amount) && !isIdentification && { amountMinor: Number(amount) }),
    ...storableField('currencyNumeric', fieldValue('CE'), maxEchoLength),
    ...(operation && { operation }),
  };
}

/**
 * True for up to twelve digits. Some terminals pad the amount with zeros, so it is compared as a number (concert.md
 * 3.3).
 */
const isAmount = (text: string): boolean => /^\d{1,12}$/.test(text);

/**
 * True if the bank has given a number. Beside "not performed" it is a contradiction, because the bank may hold the money.
 * Blanks and zeros are no number.
 */
const isAuthorizationNumber = (text: string): boolean => /[^\s0]/.test(text);

/** The number of a field AC, or of a field AC that another field with a wrong length has swallowed. */
function authorizationIn({ tag, value }: TlvField): string | undefined {
  const number = tag === 'AC' ? value : /AC0(?:0[1-9]|10)(.+)/s.exec(value)?.[1];
  return number !== undefined && isAuthorizationNumber(number) ? number : undefined;
}

/** True if another field with a wrong length has swallowed a state that is not this one. */
const hidesOtherState = (fields: readonly TlvField[], state: string): boolean =>
  fields.some(({ value }) => [...value.matchAll(/AE002(\d\d)/g)].some(([, hidden]) => hidden !== state));

interface FieldsJudgement {
  readonly verdict: Verdict;
  readonly status: string;
}

const unreadable = (status: string): FieldsJudgement => ({ verdict: 'unreadable', status });

/** Every AF and AC counts: one that contradicts AE makes the answer unreadable. A refusal must be clear to its end. */
function judgeFields({ fields, isEndClear }: AnswerFields, fieldValue: FieldOf): FieldsJudgement {
  const repeatedTag = onceTags.find((tag) => fields.filter((field) => field.tag === tag).length > 1);
  if (repeatedTag) return unreadable(`${repeatedTag} twice`);
  const state = fieldValue('AE');
  if (state === undefined) return unreadable('AE missing');
  const status = storable(state, 2);
  const amount = fieldValue('CB');
  if (amount !== undefined && !isAmount(amount)) return unreadable(`AE=${status} CB no amount`);
  if (state === '11') return { verdict: 'taken', status };
  if (state !== '01' && state !== '10') return unreadable(`AE=${status}`);
  if (hidesOtherState(fields, state)) return unreadable(`AE=${status} and another AE`);
  const complements = fields.filter(({ tag }) => tag === 'AF').map(({ value }) => value);
  const contradiction = complements.find((complement) => {
    const reason = reasonOf(complement);
    return reason && (state === '10' ? !reason.performed : reason.notPerformed === 'unreadable');
  });
  if (contradiction !== undefined) return unreadable(`AE=${status} AF=${storable(contradiction, 2)}`);
  const operation = fieldValue('CD');
  // The answer to an identification shows that the terminal is ready; it is not the result of a payment.
  if (operation === identificationCode) return { verdict: 'taken', status };
  if (operation !== undefined && !operationOfCode(operation))
    return unreadable(`AE=${status} CD=${storable(operation, 1)}`);
  if (state === '10')
    return operation === undefined ? unreadable('AE=10 CD missing') : { verdict: 'accepted', status };
  const authorization = fields.map(authorizationIn).find((number) => number !== undefined);
  if (authorization !== undefined) return unreadable(`AE=01 AC=${storable(authorization, 10)}`);
  if (!isEndClear) return unreadable('AE=01 with an unclear end');
  return { verdict: reasonOf(complements[0] ?? '')?.notPerformed ?? 'refused', status };
}

/** The text of a reason with its code, so that support can look up a code that is not listed. */
const reasonText = (complement: string): string => {
  const code = storable(reasonCode(complement), 2);
  return `${reasonOf(complement)?.text ?? 'not listed'} (AF=${code})`;
};

/** Returns text that may be stored: printable, limited to the length of the field, card numbers masked. */
const storable = (value: string, longest: number): string =>
  maskNumbers(value.replace(/[^\x20-\x7e]/g, '?').slice(0, longest));

/** The application id has many digits, but begins with a letter, so it is not a card number. */
const applicationId = (value: string | undefined): { applicationId?: string } =>
  value !== undefined && /^[A-F][0-9A-F]{9,31}$/.test(value) ? { applicationId: value } : {};

const storableField = <Name extends keyof TerminalAnswer>(
  name: Name,
  value: string | undefined,
  longest: number,
): Partial<Record<Name, string>> =>
  value === undefined ? {} : ({ [name]: storable(value, longest) } as Record<Name, string>);
