import type { Verdict } from '../dialect.ts';

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
