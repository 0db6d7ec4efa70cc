import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAmount } from '../../../src/core/money/amount.ts';
import type { CurrencyCode } from '../../../src/core/money/currency.ts';
import {
  forcesAuthorization,
  type PaymentEvent,
  stepPayment,
} from '../../../src/core/payment/payment-machine.ts';
import { type PaymentRecord, paymentRecord, recordState } from '../../../src/core/payment/payment-record.ts';
import type { PaymentEffect } from '../../../src/core/payment/resolution.ts';
import { readShopConfig } from '../../../src/core/settings/config-file.ts';
import type { EndOfSession } from '../../../src/core/terminal/dialect.ts';
import { admitted, aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { runs } from '../../property-runs.ts';

const ends: EndOfSession[] = [
  'answered',
  'no-answer',
  'enquiry-refused',
  'frame-refused',
  'not-permitted',
  'abandoned',
  'garbled',
  'answer-broken',
  'overdue',
  'collided',
  'lost-before-frame',
  'lost-after-frame',
];
const answer = fc.record({
  verdict: fc.constantFrom('accepted', 'refused', 'taken', 'unreadable'),
  status: fc.constantFrom('0', '7', '9', '5'),
  registerNumber: fc.constantFrom('01', '77'),
  amountMinor: fc.constantFrom(1023, 0, 1123),
  currencyNumeric: fc.constantFrom('978', '840'),
  paymentMode: fc.constant('1'),
});
const event: fc.Arbitrary<PaymentEvent> = fc.oneof(
  fc.constantFrom<PaymentEvent>(
    { kind: 'permission-asked' },
    { kind: 'accepted' },
    { kind: 'restart' },
    { kind: 'alarm-seen' },
  ),
  fc.record({ kind: fc.constant('session-ended'), how: fc.constantFrom(...ends) }),
  fc.record({ kind: fc.constant('answer'), answer, origin: fc.constantFrom('awaited', 'collision') }),
  fc.record({
    kind: fc.constant('resolve'),
    paid: fc.boolean(),
    by: fc.constant('Ana'),
    why: fc.constant('ticket'),
  }),
);

interface TakenStep {
  record: PaymentRecord;
  effects: PaymentEffect[];
}
const stepsOf = (events: PaymentEvent[]): TakenStep[] => {
  const steps: TakenStep[] = [{ record: aRecord(), effects: [] }];
  for (const [at, each] of events.entries()) {
    const { record, effects } = stepPayment(steps.at(-1)!.record, each, 2000 + at);
    steps.push({ record, effects: [...effects] });
  }
  return steps;
};
const checkAnyCourse = (property: (steps: TakenStep[], events: PaymentEvent[]) => void) =>
  fc.assert(
    fc.property(fc.array(event, { maxLength: 12 }), (events) => property(stepsOf(events), events)),
    runs(400),
  );
const isPaid = ({ outcome }: PaymentRecord) => outcome === 'APPROVED';

describe('a session that ends without an answer', () => {
  it.each(['answered', 'answer-broken', 'overdue', 'collided', 'lost-after-frame'] as const)(
    '(%s) makes the payment unknown once the frame may have been sent',
    (how) => {
      for (const state of ['sending', 'waiting'] as const) {
        const { record } = stepPayment(aRecord({ state }), { kind: 'session-ended', how }, 5000);
        expect(record).toMatchObject({ state: 'unknown', outcome: 'UNKNOWN', failure: 'outcome-unknown' });
      }
    },
  );
});

describe('any course of a payment', () => {
  it('accepts every event in every state, and leaves a record that can be read', () => {
    for (const state of recordState.options) {
      fc.assert(
        fc.property(event, (each) => {
          const { record } = stepPayment(aRecord({ state }), each, 5000);
          expect(paymentRecord.parse(JSON.parse(JSON.stringify(record)))).toEqual(record);
        }),
      );
    }
  });
  it('is written before the frame is permitted, and before an answer is acknowledged', () => {
    checkAnyCourse((steps) => {
      for (const { record, effects } of steps) {
        const kinds = effects.map(({ kind }) => kind);
        const written = Math.max(kinds.indexOf('write'), kinds.indexOf('write-with-notifications'));
        if (kinds.includes('grant-permission')) {
          expect(written).toBe(0);
          expect(record.state).toBe('sending');
        }
        if (written >= 0 && kinds.includes('acknowledge-answer'))
          expect(written).toBeLessThan(kinds.indexOf('acknowledge-answer'));
      }
    });
  });
  it('permits the frame at most once', () => {
    checkAnyCourse((steps) => {
      expect(
        steps.flatMap(({ effects }) => effects).filter(({ kind }) => kind === 'grant-permission').length,
      ).toBeLessThanOrEqual(1);
    });
  });
  it('becomes paid only by an accepted answer with the request’s register, amount and currency, or by a person', () => {
    checkAnyCourse((steps, events) => {
      for (const [at, each] of events.entries()) {
        if (isPaid(steps[at]!.record) || !isPaid(steps[at + 1]!.record)) continue;
        if (each.kind === 'resolve') expect(each.paid).toBe(true);
        else {
          expect(each).toMatchObject({
            kind: 'answer',
            origin: 'awaited',
            answer: { verdict: 'accepted', registerNumber: '01', amountMinor: 1023, currencyNumeric: '978' },
          });
        }
      }
    });
  });
  it('creates the notifications once, when the payment first becomes paid', () => {
    checkAnyCourse((steps) => {
      const withNotifications = steps.filter(({ effects }) =>
        effects.some(({ kind }) => kind === 'write-with-notifications'),
      );
      const firstPaid = steps.find(({ record }) => isPaid(record));
      expect(withNotifications).toEqual(firstPaid ? [firstPaid] : []);
    });
  });
  it('creates the notifications when a person corrects "not paid" after the terminal has contradicted it', () => {
    const accepted = {
      verdict: 'accepted',
      status: '0',
      registerNumber: '01',
      amountMinor: 1023,
      currencyNumeric: '978',
      paymentMode: '1',
    } as const;
    const steps = stepsOf([
      { kind: 'session-ended', how: 'answered' },
      { kind: 'resolve', paid: false, by: 'Ana', why: 'ticket' },
      { kind: 'answer', answer: accepted, origin: 'awaited' },
      { kind: 'resolve', paid: true, by: 'Ana', why: 'ticket' },
    ]);
    expect(steps.map(({ record }) => record.outcome)).toEqual([
      undefined,
      'UNKNOWN',
      'DECLINED',
      'UNKNOWN',
      'APPROVED',
    ]);
    expect(steps.at(-1)?.effects[0]).toEqual({ kind: 'write-with-notifications' });
  });
  it('stays paid once the terminal’s answer made it paid', () => {
    checkAnyCourse((steps) => {
      const firstPaid = steps.findIndex(({ record }) => record.state === 'answered');
      if (firstPaid >= 0)
        for (const { record } of steps.slice(firstPaid)) expect(record.outcome).toBe('APPROVED');
    });
  });
  it('is never called "not sent" once the terminal has acknowledged the request', () => {
    checkAnyCourse((steps) => {
      const firstWaiting = steps.findIndex(({ record }) => record.state === 'waiting');
      if (firstWaiting >= 0)
        for (const { record } of steps.slice(firstWaiting)) expect(record.outcome).not.toBe('NOT_SENT');
    });
  });
  it('lets the same order be charged again only if it certainly took no money', () => {
    checkAnyCourse((steps) => {
      const { record } = steps.at(-1)!;
      const { kind } = admitted(aRequest(), [record]);
      const tookNoMoney =
        record.state === 'closed' || (record.state === 'resolved' && record.resolution?.paid === false);
      if (!tookNoMoney) expect(kind).not.toBe('new');
      if (isPaid(record) && record.state !== 'resolved') expect(kind).toBe('replay');
    });
  });
});

describe('an order number', () => {
  it('belongs to the amount that may have been charged under it', () => {
    const paid = aRecord({ state: 'answered', outcome: 'APPROVED' });
    expect(admitted(aRequest({ amountMinor: 999 }), [paid]).kind).toBe('reused');
    expect(admitted(aRequest({ amountMinor: 999 }), [aRecord({ state: 'closed' })]).kind).toBe('new');
  });
  it('numbers the payments of the order', () => {
    const closed = [aRecord({ state: 'closed' }), aRecord({ state: 'closed', attempt: 2 })];
    expect(admitted(aRequest(), closed)).toEqual({ kind: 'new', attempt: 3 });
  });
});

describe('the threshold of the configuration file', () => {
  const isForced = (currencies: string, currency: CurrencyCode, major: string) => {
    const reading = readShopConfig({
      api_username: 'till',
      api_password: 'secret',
      authorization_threshold: '100',
      connector: { currencies },
    });
    const amount = parseAmount(major, currency);
    if (!reading.ok || !amount.ok) throw new Error('cannot be read');
    const sale = { forceAuthorization: false, amountMinor: amount.amountMinor, currency };
    return forcesAuthorization(sale, reading.config.settings);
  };
  it.each<[string, CurrencyCode, string, string]>([
    ['KWD, EUR', 'EUR', '100.00', '100.01'],
    ['EUR, KWD', 'KWD', '100.000', '100.001'],
    ['JPY, EUR', 'EUR', '100.00', '100.01'],
    ['EUR, JPY', 'JPY', '100', '101'],
    ['EUR', 'EUR', '100.00', '100.01'],
  ])('of a shop with %s in %s does not force %s, but forces %s', (currencies, currency, at, above) => {
    expect(isForced(currencies, currency, at)).toBe(false);
    expect(isForced(currencies, currency, above)).toBe(true);
  });
});
