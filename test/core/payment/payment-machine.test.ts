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

interface Life {
  record: PaymentRecord;
  effects: PaymentEffect[];
}
const live = (events: PaymentEvent[]): Life[] => {
  const lives: Life[] = [{ record: aRecord(), effects: [] }];
  for (const [at, each] of events.entries()) {
    const { record, effects } = stepPayment(lives.at(-1)!.record, each, 2000 + at);
    lives.push({ record, effects: [...effects] });
  }
  return lives;
};
const check = (property: (lives: Life[], events: PaymentEvent[]) => void) =>
  fc.assert(
    fc.property(fc.array(event, { maxLength: 12 }), (events) => property(live(events), events)),
    runs(400),
  );
const isPaid = ({ outcome }: PaymentRecord) => outcome === 'APPROVED';

describe('a session that ends without an answer', () => {
  it.each(['answered', 'answer-broken', 'overdue', 'collided', 'lost-after-frame'] as const)(
    '%s: unknown, once the frame may have left',
    (how) => {
      for (const state of ['sending', 'waiting'] as const) {
        const { record } = stepPayment(aRecord({ state }), { kind: 'session-ended', how }, 5000);
        expect(record).toMatchObject({ state: 'unknown', outcome: 'UNKNOWN', failure: 'outcome-unknown' });
      }
    },
  );
});

describe('any course of a payment', () => {
  it('takes every event in every state, and leaves a record that can be read back', () => {
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
    check((lives) => {
      for (const { record, effects } of lives) {
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
  it('permits the frame once', () => {
    check((lives) => {
      expect(
        lives.flatMap(({ effects }) => effects).filter(({ kind }) => kind === 'grant-permission').length,
      ).toBeLessThanOrEqual(1);
    });
  });
  it('becomes paid only by an accepted answer with the request’s register, amount and currency, or by a person', () => {
    check((lives, events) => {
      for (const [at, each] of events.entries()) {
        if (isPaid(lives[at]!.record) || !isPaid(lives[at + 1]!.record)) continue;
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
  it('creates the notifications once: when it first becomes paid', () => {
    check((lives) => {
      const minted = lives.filter(({ effects }) =>
        effects.some(({ kind }) => kind === 'write-with-notifications'),
      );
      const firstPaid = lives.find(({ record }) => isPaid(record));
      expect(minted).toEqual(firstPaid ? [firstPaid] : []);
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
    const lives = live([
      { kind: 'session-ended', how: 'answered' },
      { kind: 'resolve', paid: false, by: 'Ana', why: 'ticket' },
      { kind: 'answer', answer: accepted, origin: 'awaited' },
      { kind: 'resolve', paid: true, by: 'Ana', why: 'ticket' },
    ]);
    expect(lives.map(({ record }) => record.outcome)).toEqual([
      undefined,
      'UNKNOWN',
      'DECLINED',
      'UNKNOWN',
      'APPROVED',
    ]);
    expect(lives.at(-1)?.effects[0]).toEqual({ kind: 'write-with-notifications' });
  });
  it('stays paid once the terminal’s answer made it paid', () => {
    check((lives) => {
      const paid = lives.findIndex(({ record }) => record.state === 'answered');
      if (paid >= 0) for (const { record } of lives.slice(paid)) expect(record.outcome).toBe('APPROVED');
    });
  });
  it('is never called "not sent" once the terminal has acknowledged the request', () => {
    check((lives) => {
      const waiting = lives.findIndex(({ record }) => record.state === 'waiting');
      if (waiting >= 0)
        for (const { record } of lives.slice(waiting)) expect(record.outcome).not.toBe('NOT_SENT');
    });
  });
  it('lets the same order be charged again only if it certainly took no money', () => {
    check((lives) => {
      const { record } = lives.at(-1)!;
      const { kind } = admitted(aRequest(), [record]);
      const free =
        record.state === 'closed' || (record.state === 'resolved' && record.resolution?.paid === false);
      if (!free) expect(kind).not.toBe('new');
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
  it('counts its attempts', () => {
    const closed = [aRecord({ state: 'closed' }), aRecord({ state: 'closed', attempt: 2 })];
    expect(admitted(aRequest(), closed)).toEqual({ kind: 'new', attempt: 3 });
  });
});

describe('the threshold of the configuration file counts in major units of any currency', () => {
  const forced = (currencies: string, currency: CurrencyCode, major: string) => {
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
  ])('%s: a payment of %s is forced above %s, at %s', (currencies, currency, at, above) => {
    expect([forced(currencies, currency, at), forced(currencies, currency, above)]).toEqual([false, true]);
  });
});
