import { describe, expect, test } from 'vitest';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { judgeCharges, judgeEnd, judgeStatements } from './edge-oracle.ts';
import { type ChargeStatement, type SaleKey, Timeline } from './timeline.ts';

const key: SaleKey = { sale: 1, order: 'S1', amountMinor: 1000 };

/** A day of one till, event by event. */
class Day extends Timeline {
  begin(paymentId: string, { order = 'ecr-1', amountMinor }: SaleKey = key): void {
    const request = aRequest({ orderId: order, amountMinor });
    this.recorded(aRecord({ paymentId, orderId: order, request }), 'A1');
  }
  hear(said: ChargeStatement, of: SaleKey = key): void {
    this.say({ ...of, said, exit: 'REST', text: said, post: this.posts.at(-1) });
  }
  get verdicts(): string[] {
    return [...judgeStatements(this), ...judgeCharges(this)].map(({ kind }) => kind);
  }
}

describe('a statement about money is compared with the terminal’s ledger', () => {
  test.each<[string, (day: Day) => void, string[]]>([
    [
      '"charged" of an order that was charged',
      (day) => {
        day.post(key, 'clean');
        day.begin('p1');
        day.charged('p1', 1000);
        day.hear('charged');
      },
      [],
    ],
    [
      '"not charged" of an order that was charged',
      (day) => {
        day.post(key, 'clean');
        day.begin('p1');
        day.charged('p1', 1000);
        day.hear('not-charged');
      },
      ['false "not-charged"'],
    ],
    [
      '"not charged" while its payment runs, which then charges',
      (day) => {
        day.post(key, 'clean');
        day.begin('p1');
        day.hear('not-charged');
        day.charged('p1', 1000);
      },
      ['false "not-charged"'],
    ],
    [
      '"not charged" before its payment begins',
      (day) => {
        day.post(key, 'clean');
        day.hear('not-charged');
        day.begin('p1');
        day.charged('p1', 1000);
      },
      ['false "not-charged"'],
    ],
    [
      '"not charged", and the next try of the same number is charged',
      (day) => {
        day.post(key, 'clean');
        day.begin('p1');
        day.hear('not-charged');
        day.post(key, 'clean');
        day.begin('p2');
        day.charged('p2', 1000);
        day.hear('charged');
      },
      [],
    ],
    [
      '"nothing sent" of the request that charges',
      (day) => {
        day.post(key, 'clean');
        day.hear('nothing-sent');
        day.begin('p1');
        day.charged('p1', 1000);
      },
      ['false "nothing-sent"'],
    ],
    [
      '"nothing sent" of a repeat, while the first request charges',
      (day) => {
        day.post(key, 'clean');
        day.begin('p1');
        day.post(key, 'clean');
        day.hear('nothing-sent');
        day.charged('p1', 1000);
      },
      [],
    ],
    ['"charged" without a charge', (day) => day.hear('charged'), ['false "charged"']],
    [
      '"charged" of an older sale with the same number and amount',
      (day) => {
        day.post(key, 'clean');
        day.begin('p1');
        day.charged('p1', 1000);
        day.hear('charged');
        day.post({ ...key, sale: 2 }, 'clean');
        day.hear('charged', { ...key, sale: 2 });
      },
      ['false "charged"'],
    ],
    [
      'one sale charged under two numbers',
      (day) => {
        for (const order of ['S1', 'S2']) {
          day.post({ ...key, order }, 'clean');
          day.begin(`p-${order}`, { ...key, order });
          day.charged(`p-${order}`, 1000);
        }
      },
      ['charged twice'],
    ],
    [
      'a till without numbers that is charged twice',
      (day) => {
        for (const order of ['ecr-1', 'ecr-2']) {
          day.post({ ...key, order: undefined }, 'clean');
          day.begin(order, { ...key, order });
          day.charged(order, 1000);
        }
      },
      ['charged twice'],
    ],
  ])('%s', (_, runEvents, kinds) => {
    const day = new Day();
    runEvents(day);
    expect(day.verdicts).toEqual(kinds);
  });
});

test('a charge must be at HiPay or on a list that people see', () => {
  const day = new Day();
  day.post(key, 'clean');
  day.begin('p1');
  day.charged('p1', 1000);
  const countLost = (hipay: string[], listed: string[]) =>
    judgeEnd(day, { hipay: new Set(hipay), listed: new Set(listed) }).length;
  expect([
    countLost([], []),
    countLost(['S1 10.00'], []),
    countLost([], ['S1']),
    countLost(['S1 9.99'], []),
  ]).toEqual([1, 0, 0, 1]);
});
