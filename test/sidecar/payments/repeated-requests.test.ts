import { describe, expect, test } from 'vitest';
import type { ChargeStatement } from '../../../src/core/payment/charge-statement.ts';
import {
  paymentsOfEarlierStarts,
  RepeatedRequests,
} from '../../../src/sidecar/payments/repeated-requests.ts';
import type { EarlierPermit } from '../../../src/sidecar/records/payment-permits.ts';

// A till without order numbers posts the same request twice. Times are seconds.

const facts = (charge: ChargeStatement, isAnswered = false) => ({ charge, isAnswered });
type Step = (repeats: RepeatedRequests) => void;
const sale = { till: 'till', digest: '3.30 EUR', money: 'Debit 330 EUR' };
const at = (seconds: number) => seconds * 1000;
const tillLeaves =
  (seconds: number, id = 'first'): Step =>
  (repeats) =>
    repeats.leave(id, at(seconds));
const paymentEnds =
  (seconds: number, id = 'first'): Step =>
  (repeats) =>
    repeats.end(id, at(seconds));
const answerWritten =
  (isWhole: boolean, seconds: number, id = 'first'): Step =>
  (repeats) =>
    repeats.noteAnswer(id, isWhole, at(seconds));
const otherOrder: Step = (repeats) => repeats.noteOrder('till', 'other');
const orderOfOtherTill: Step = (repeats) => repeats.noteOrder('another', 'other');
const repeated =
  (seconds: number): Step =>
  (repeats) =>
    void repeats.decide(sale, () => facts('charged'), at(seconds));
const lost = [tillLeaves(5), paymentEnds(10), answerWritten(false, 10)];

const decide = (steps: readonly Step[], charge: ChargeStatement, seconds: number, request = sale) => {
  const repeats = new RepeatedRequests();
  repeats.begin(sale, 'first');
  for (const step of steps) step(repeats);
  return repeats.decide(request, () => facts(charge), at(seconds)).kind;
};

describe('the same request again', () => {
  test.each<[string, readonly Step[], ChargeStatement, number, string]>([
    ['while the first runs and its till waits: another till', [], 'unknown', 5, 'new'],
    ['while the first runs and its till is gone', [tillLeaves(5)], 'unknown', 6, 'join'],
    ['while a repetition waits for the first', [tillLeaves(5), (r) => r.join('first')], 'unknown', 6, 'new'],
    ['after the answer: the next customer', [paymentEnds(10), answerWritten(true, 10)], 'charged', 11, 'new'],
    [
      'after the answer of a till that had closed its sending side',
      [tillLeaves(0), paymentEnds(10), answerWritten(true, 10)],
      'charged',
      11,
      'new',
    ],
    ['after the answer was lost', lost, 'charged', 11, 'replay'],
    ['two minutes after', lost, 'charged', 130, 'replay'],
    ['more than two minutes after', lost, 'charged', 131, 'in-doubt'],
    ['nearly ten minutes after', lost, 'charged', 609, 'in-doubt'],
    ['ten minutes after', lost, 'charged', 610, 'new'],
    ['after another order of the till', [...lost, otherOrder], 'charged', 11, 'in-doubt'],
    ['after an order of another till', [...lost, orderOfOtherTill], 'charged', 11, 'replay'],
    [
      'a second time, and the repeated answer arrived',
      [...lost, repeated(11), answerWritten(true, 12)],
      'charged',
      13,
      'new',
    ],
    [
      'a second time, and the repeated answer was lost',
      [...lost, repeated(11), answerWritten(false, 12)],
      'charged',
      13,
      'in-doubt',
    ],
    ['after a refusal', lost, 'not-charged', 11, 'new'],
    [
      'after an unknown outcome that arrived',
      [paymentEnds(10), answerWritten(true, 10)],
      'unknown',
      11,
      'in-doubt',
    ],
    ['after an unknown outcome that was lost', lost, 'unknown', 11, 'in-doubt'],
    [
      'ten minutes after an unknown outcome',
      [paymentEnds(10), answerWritten(true, 10)],
      'unknown',
      611,
      'new',
    ],
  ])('%s', (_, steps, charge, seconds, kind) => {
    expect(decide(steps, charge, seconds)).toBe(kind);
  });
});

test.each([
  ['another till', { ...sale, till: 'another' }],
  ['another amount', { ...sale, digest: '3.31 EUR', money: 'Debit 331 EUR' }],
])('%s is a new sale', (_, request) => {
  expect(decide(lost, 'charged', 11, request)).toBe('new');
  expect(decide(lost, 'unknown', 11, request)).toBe('new');
});

test.each<[string, readonly Step[], ChargeStatement, string]>([
  ['whose answer was lost', lost, 'charged', 'in-doubt'],
  ['that still runs without its till', [tillLeaves(5)], 'unknown', 'in-doubt'],
  ['whose answer arrived', [paymentEnds(10), answerWritten(true, 10)], 'charged', 'new'],
  ['that was refused', lost, 'not-charged', 'new'],
])('the same amount with another cart, after a payment %s', (_, steps, charge, kind) => {
  expect(decide(steps, charge, 11, { ...sale, digest: '3.30 EUR, other cart' })).toBe(kind);
});

test('an older payment in doubt counts, although a newer one of the same amount was answered', () => {
  const repeats = new RepeatedRequests();
  for (const id of ['first', 'second']) {
    repeats.begin(sale, id);
    repeats.end(id, at(10));
    repeats.noteAnswer(id, true, at(10));
  }
  const factsOf = (id: string) => facts(id === 'first' ? 'unknown' : 'charged');
  expect(repeats.decide(sale, factsOf, at(20))).toEqual({ kind: 'in-doubt', orderId: 'first' });
});

describe('the same request after a restart', () => {
  // The program starts again at second 60.
  type Known = ReturnType<typeof facts>;
  const permit = (orderId: string, hasEnded = true): EarlierPermit => ({
    permit: { orderId, paymentId: orderId, request: sale, at: 0 },
    hasEnded,
  });
  const start = at(60);
  const decideAfter = (earlier: readonly EarlierPermit[], known: Known, seconds: number) =>
    new RepeatedRequests(paymentsOfEarlierStarts(earlier, start)).decide(sale, () => known, at(seconds));
  const cut = [permit('first', false)];
  const whole = [permit('first')];
  const others = (count: number) =>
    Array.from({ length: count }, (_, i): EarlierPermit => {
      const { permit: other, hasEnded } = permit(`other ${i}`);
      return { permit: { ...other, request: { till: 'till', digest: `other ${i}` } }, hasEnded };
    });

  test.each<[string, readonly EarlierPermit[], Known, number, string]>([
    ['cut off, and it may still run', cut, facts('unknown'), 61, 'join'],
    ['cut off, and it was paid', cut, facts('charged'), 61, 'replay'],
    ['cut off, paid, more than two minutes later', cut, facts('charged'), 181, 'in-doubt'],
    ['cut off, still unknown after two minutes', cut, facts('unknown'), 181, 'in-doubt'],
    ['cut off, ten minutes later', cut, facts('charged'), 660, 'new'],
    ['cut off, not charged', cut, facts('not-charged'), 61, 'new'],
    ['cut off before another payment', [...cut, permit('second')], facts('charged'), 61, 'in-doubt'],
    [
      'ended, paid, and it is not known whether its till has the answer',
      whole,
      facts('charged'),
      61,
      'in-doubt',
    ],
    ['ended, paid, and its till has the answer', whole, facts('charged', true), 61, 'new'],
    ['ended, not charged', whole, facts('not-charged'), 61, 'new'],
    ['ended, and a copy says unknown', whole, facts('unknown'), 61, 'in-doubt'],
    ['ended, ten minutes later', whole, facts('charged'), 660, 'new'],
    ['ended, before 99 other payments', [...whole, ...others(99)], facts('charged'), 61, 'in-doubt'],
    ['ended, before 100 other payments', [...whole, ...others(100)], facts('charged'), 61, 'new'],
  ])('%s', (_, earlier, known, seconds, kind) => {
    expect(decideAfter(earlier, known, seconds).kind).toBe(kind);
  });
  test('payments with a number do not count among the newest', () => {
    const numbered = Array.from({ length: 200 }, (_, i) => ({
      permit: { orderId: `A${i}`, paymentId: `A${i}` },
      hasEnded: true,
    }));
    expect(decideAfter([...whole, ...numbered], facts('charged'), 61).kind).toBe('in-doubt');
  });
  test('a permit of an older program, without a request, is no first payment', () => {
    const older = { permit: { orderId: 'first', paymentId: 'first' }, hasEnded: false };
    expect(decideAfter([older], facts('unknown'), 61).kind).toBe('new');
  });
});
