import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PaymentRow } from '../../../src/core/connector-api/snapshot.ts';
import { diagnose } from '../../../src/core/diagnostics/diagnose.ts';
import { redacted, redactedText, supportBundleText } from '../../../src/core/diagnostics/support-bundle.ts';
import { resolve } from '../../../src/core/payment/resolution.ts';
import { paymentText } from '../../../src/core/recorder/record-text.ts';
import { aRecord } from '../../fakes/payment-examples.ts';
import { now, shop, situation } from './situations.ts';

const card = '4970101234567890';
const cards = [
  card,
  '4970 1012 3456 7890',
  '4970-1012-3456-7890',
  '3714 496353 98431',
  '4111.1111.1111.1111',
];
const row: PaymentRow = {
  paymentId: 'p-1',
  orderId: 'A-1',
  transactionType: 'Debit',
  paymentMeans: 'card',
  hasReceipt: true,
  amountMinor: 1023,
  currency: 'EUR',
  state: 'answered',
  outcome: 'APPROVED',
  createdAt: now - 1000,
  notification: { sent: true, count: 1, pending: 0 },
  simulated: false,
  cardMasked: '497010******7890',
  contracts: ['nfc'],
  contested: false,
  charge: 'charged',
};

const make = (change: Partial<Parameters<typeof supportBundleText>[0]> = {}) => {
  const described = change.situation ?? situation();
  const findings = diagnose(described);
  return supportBundleText({ situation: described, findings, lines: [], payments: [row], ...change });
};

test('contains the checks, the settings, the recorder, the payments and the versions', () => {
  const at = new Date(now).toISOString();
  const bundle = JSON.parse(make({ lines: [{ at, kind: 'sent', text: 'ENQ' }] }));
  expect(bundle).toMatchObject({
    kind: 'hipay-ecr-support',
    version: 1,
    madeAt: at,
    program: {
      version: '0.1.0',
      environment: 'prod',
      page: { browser: { name: 'Chromium', version: '141' } },
    },
    settings: { environment: 'prod', hipay: { login: 'shop' }, passwordIsSet: true },
    payments: [{ order: 'A-1', amountMinor: 1023, outcome: 'APPROVED', card: '497010******7890' }],
    recorder: [`${at} sent         ENQ`],
  });
  expect(bundle.findings).toHaveLength(20);
});

test('contains no card number and no secret, in whichever field the input has one', () => {
  const planted = cards.join(' and ');
  const leak = `${planted} password=PLANTED-1 "hash_key":"PLANTED-2" Authorization: Basic UExBTlRFRA== https://me:PLANTED-3@shop.example #pair=PLANTED-4 Bearer PLANTED-5`;
  const settings = shop({
    hipay: { ...shop().hipay, login: leak, password: 'PLANTED-6', hashKey: 'PLANTED-7' },
  });
  Object.assign(settings.hipay, { password: 'PLANTED-8', hashKey: 'PLANTED-9' });
  settings.terminal.serialNumber = card;
  const leaking = situation({
    settings,
    page: { browser: { name: leak, version: leak }, timeZone: leak },
    snapshot: {
      storageFailure: leak,
      terminal: { state: 'away', seenAt: now, description: leak, simulated: false },
      notifications: [
        {
          entryId: leak,
          orderId: leak,
          contract: 'nfc',
          amount: '10.23',
          currency: 'EUR',
          state: 'parked',
          attempts: 1,
          createdAt: now,
          nextAttemptAt: now,
          failure: 'hipay-refused',
          detail: leak,
        },
      ],
    },
    build: { page: leak, sidecar: leak },
  });
  const text = make({
    situation: leaking,
    lines: [{ at: new Date(now).toISOString(), kind: 'received', text: leak }],
    payments: [
      {
        ...row,
        orderId: leak,
        detail: leak,
        cardMasked: card,
        amountMinor: Number(card),
        resolution: { paid: true, by: 'Ana Planted', why: leak, at: now },
      },
    ],
  });
  expect(text).not.toMatch(/PLANTED|UExBTlRFRA|Ana/);
  for (const number of cards) expect(text).not.toContain(number);
  expect(text).toContain('497010******7890');
});

test('names no person who resolved a payment, and no reason: not in payments, not in lines of any program', () => {
  const decision = { paid: false, by: 'Ana (till 2)', why: 'Mr Planted had no ticket) alarm, he says\nNo' };
  const doubt = aRecord({ state: 'unknown', outcome: 'UNKNOWN', failure: 'outcome-unknown' });
  const resolved = resolve(doubt, decision, now).record;
  const corrected = resolve(resolved, { ...decision, paid: true, by: 'Ben Planted' }, now + 1).record;
  const detail = resolved.detail ?? '';
  expect(detail).toContain('Ana');
  const older = (end: string) => `p-1 order A-1 attempt 1 10.23 EUR -> resolved ${end}`;
  const at = new Date(now).toISOString();
  const text = make({
    lines: [
      paymentText(resolved),
      paymentText(corrected),
      older(`DECLINED declined (${detail}) resolved by ${decision.by}`),
      older(`APPROVED resolved by Ben Planted alarm late-answer seen`),
    ].map((line) => ({ at, kind: 'payment', text: line })),
    payments: [{ ...row, state: 'resolved', outcome: 'DECLINED', failure: 'declined', detail }],
  });
  expect(text).not.toMatch(/Ana|Ben|Planted|till 2|ticket|he says/);
  const bundle = JSON.parse(text);
  expect(bundle.payments).toMatchObject([{ outcome: 'DECLINED', detail: 'resolved as not paid' }]);
  expect(bundle.recorder.slice(2)).toEqual([
    `${at} payment      ${older('DECLINED declined (resolved as not paid)')}`,
    `${at} payment      ${older('APPROVED alarm late-answer seen')}`,
  ]);
});

test('keeps times and amounts unchanged', () => {
  expect(redactedText('2026-11-23T10:00:00.000Z amount 00001023')).toBe(
    '2026-11-23T10:00:00.000Z amount 00001023',
  );
  expect(redactedText('password set hash key not set')).toBe('password set hash key not set');
});

test('removes a value completely if its key is named like a secret', () => {
  expect(
    redacted({ api_key: 'x', apiPassword: 'y', cookie: 'z', passwordIsSet: true, list: [{ token: 't' }] }),
  ).toEqual({
    api_key: '•••',
    apiPassword: '•••',
    cookie: '•••',
    passwordIsSet: true,
    list: [{ token: '•••' }],
  });
});

test('contains no number with a valid card check digit, whatever text is around it', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 18 });
  const withCheckDigit = (body: readonly number[]): string => {
    for (let last = 0; last < 10; last++) {
      const all = [...body, last];
      const sum = [...all].reverse().reduce((total, digit, place) => {
        const doubled = place % 2 === 1 ? digit * 2 : digit;
        return total + (doubled > 9 ? doubled - 9 : doubled);
      }, 0);
      if (sum % 10 === 0) return all.join('');
    }
    throw new Error('no digit completes this card number');
  };
  const separator = fc.constantFrom('', ' ', '-', '.', '_', '/');
  fc.assert(
    fc.property(digits, separator, fc.constantFrom('', 'a', ' ', ':', '"'), (body, sign, around) => {
      const number = withCheckDigit(body);
      const written = `${around}${number.match(/.{1,4}/g)?.join(sign)}${around}`;
      expect(redactedText(written).replace(/[ .\-_/]/g, '')).not.toContain(number);
    }),
  );
});
