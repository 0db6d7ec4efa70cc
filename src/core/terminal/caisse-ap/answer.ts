import { maskedCardNumber, maskNumbers } from '../../masking.ts';
import type { TerminalAnswer, Verdict } from '../dialect.ts';
import { identificationCode, operationOfCode } from './request.ts';
import { readTickets, ticketTag } from './tickets.ts';
import { readTlv, type TlvField } from './tlv.ts';

interface Reason {
  /** The documented meaning. */
  readonly text: string;
  /** What AE=01 "not performed" comes to with it. */
  readonly notPerformed: Verdict;
  /** May AE=10 "performed" come with it? Otherwise the answer contradicts itself. */
  readonly performed: boolean;
}

const reason = (text: string, notPerformed: Verdict, performed: boolean): Reason => ({
  text,
  notPerformed,
  performed,
});

/** AF, concert.md 3.5. A person gave up with 06, 08 and 11; 01 and 03 with "not performed" say two things at once. */
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

/** The first two characters are the code; a bank's own codes may follow, up to 29 characters (concert.md 3.5). */
export const reasonOf = (complement: string): Reason | undefined => reasons[complement.slice(0, 2)];

/** What decides about the customer's money. Each may come once: twice is two answers in one, and nobody can say which. */
const moneyTags = ['AE', 'CA', 'CB', 'CD', 'CE'] as const;

/**
 * The terminal's answer (facts: concert.md 3.3 to 3.6). Undefined where it is no Caisse-AP message: CZ comes first, so
 * what does not begin with it may be the tail of an earlier answer. The version and the protocol identifier are the
 * terminal's own and not compared. Nothing is read of expiry (AB), the cheque's line (AD), private data (CF) and read
 * mode (CI), so nothing of them is kept. Of the other tags the first one counts.
 */
export function decodeAnswer(text: string): TerminalAnswer | undefined {
  const fields = answerFields(text);
  if (fields?.[0]?.tag !== 'CZ') return undefined;
  const of = (tag: string) => fields.find((field) => field.tag === tag)?.value;
  const { verdict, status } = judge(fields, of);
  const reason = of('AF') && reasonText(of('AF') ?? '');
  const receipts = readTickets(fields);
  return {
    verdict,
    status,
    ...(reason && { reason }),
    ...echo(of),
    ...kept('paymentMode', of('CC'), 3),
    ...kept('cardMasked', maskedCardNumber(of('AA') ?? ''), 19),
    ...kept('authorisationNumber', of('AC'), 10),
    ...kept('contractNumber', of('CG'), 15),
    ...applicationId(of('AI')),
    ...(receipts.length > 0 && { receipts }),
  };
}

/** A ticket that is cut at the end (its length is off by one in the field) does not spoil the payment's answer. */
export function answerFields(text: string): readonly TlvField[] | undefined {
  const reading = readTlv(text);
  if (reading.state === 'complete') return reading.fields;
  if (reading.state === 'incomplete' && reading.cut?.tag === ticketTag)
    return [...reading.fields, reading.cut];
  return undefined;
}

/** Longer than any right value, so that a wrong one is not cut to a right one. */
const longestEcho = 8;

type FieldOf = (tag: string) => string | undefined;

/** What must be the request's, as far as it is there. An identification tells of no amount, whatever it carries. */
function echo(of: FieldOf) {
  const operation = operationOfCode(of('CD') ?? '');
  const amount = of('CB') ?? '';
  const identified = of('CD') === identificationCode;
  return {
    // The register number is shown with one digit by some (concert.md 3.3).
    ...kept('registerNumber', of('CA')?.replace(/^\d$/, '0$&'), longestEcho),
    ...(isAmount(amount) && !identified && { amountMinor: Number(amount) }),
    ...kept('currencyNumeric', of('CE'), longestEcho),
    ...(operation && { operation }),
  };
}

/** Zero padded by some terminals, so compared as a number; up to twelve digits (concert.md 3.3). */
const isAmount = (text: string): boolean => /^\d{1,12}$/.test(text);

function judge(
  fields: readonly TlvField[],
  of: FieldOf,
): { readonly verdict: Verdict; readonly status: string } {
  const unreadable = (status: string) => ({ verdict: 'unreadable', status }) as const;
  const twice = moneyTags.find((tag) => fields.filter((field) => field.tag === tag).length > 1);
  if (twice) return unreadable(`${twice} twice`);
  const state = of('AE');
  if (state === undefined) return unreadable('AE missing');
  const amount = of('CB');
  if (amount !== undefined && !isAmount(amount)) return unreadable(`AE=${plain(state, 2)} CB no amount`);
  const complement = of('AF');
  const reason = complement === undefined ? undefined : reasonOf(complement);
  if (state === '01') {
    const verdict = reason?.notPerformed ?? 'refused';
    return { verdict, status: verdict === 'unreadable' ? `AE=01 AF=${plain(complement ?? '', 2)}` : state };
  }
  if (state === '11') return { verdict: 'taken', status: state };
  if (state !== '10') return unreadable(`AE=${plain(state, 2)}`);
  if (reason && !reason.performed) return unreadable(`AE=10 AF=${plain(complement ?? '', 2)}`);
  // It shows that the terminal is there, and is no result of any payment.
  if (of('CD') === identificationCode) return { verdict: 'taken', status: state };
  if (of('CD') === undefined) return unreadable('AE=10 CD missing');
  return operationOfCode(of('CD') ?? '')
    ? { verdict: 'accepted', status: state }
    : unreadable(`AE=10 CD=${plain(of('CD') ?? '', 1)}`);
}

/** With its code; one that is not listed tells at least that. */
const reasonText = (complement: string): string => {
  const code = plain(complement, 2);
  return `${reasonOf(complement)?.text ?? 'not listed'} (AF=${code})`;
};

/** As it may be kept: printable, not longer than the field is, nothing that could be a card number. */
const plain = (value: string, longest: number): string =>
  maskNumbers(value.replace(/[^\x20-\x7e]/g, '?').slice(0, longest));

/** Many digits by its nature; that it begins with a letter tells it from a card number. */
const applicationId = (value: string | undefined): { applicationId?: string } =>
  value !== undefined && /^[A-F][0-9A-F]{9,31}$/.test(value) ? { applicationId: value } : {};

const kept = <Name extends keyof TerminalAnswer>(
  name: Name,
  value: string | undefined,
  longest: number,
): Partial<Record<Name, string>> =>
  value === undefined ? {} : ({ [name]: plain(value, longest) } as Record<Name, string>);
