import { expect, test } from 'vitest';
import type { Outcome } from '../../../src/core/payment/outcome.ts';
import { countUnfinished, pageEffects, resultSound } from '../../../src/ui/shell/page-effects.ts';
import { calmSnapshot } from '../helpers/fake-connector.ts';
import { FakeHostApi } from '../helpers/fake-host-api.ts';

const payment = {
  paymentId: 'p-1',
  orderId: 'A-1',
  transactionType: 'Debit',
  paymentMeans: 'card',
  hasReceipt: false,
  amountMinor: 1023,
  currency: 'EUR',
  phase: 'customer',
  startedAt: 0,
  phaseSince: 0,
  charge: 'unknown',
} as const;
const running = calmSnapshot({ payment });
const ended = (outcome: Outcome) => calmSnapshot({ payment: { ...payment, phase: 'finished', outcome } });

test.each([
  ['APPROVED', 'approved'],
  ['PARTIALLY_APPROVED', 'approved'],
  ['DECLINED', 'not-approved'],
  ['CANCELLED', 'not-approved'],
  ['NOT_SENT', 'not-approved'],
  ['UNKNOWN', 'unknown'],
  ['OTHER_PAYMENT', 'unknown'],
] as const)('%s plays the sound %s', (outcome, sound) => {
  expect(resultSound(running, ended(outcome))).toBe(sound);
});

test('only the end of a payment plays a sound, once', () => {
  expect(resultSound(undefined, ended('APPROVED'))).toBeUndefined();
  expect(resultSound(ended('UNKNOWN'), ended('APPROVED'))).toBeUndefined();
  expect(resultSound(running, running)).toBeUndefined();
  const other = calmSnapshot({ payment: { ...payment, paymentId: 'p-2' } });
  expect(resultSound(other, ended('APPROVED'))).toBeUndefined();
});

test('the badge counts pending notifications and unknown payments', () => {
  const doubtful = {
    ...payment,
    createdAt: 0,
    simulated: false,
    state: 'unknown',
    notification: { sent: false, count: 0, pending: 0 },
  };
  const now = calmSnapshot({ outbox: { pending: 2, parked: 1 }, payments: [doubtful as never] });
  expect(countUnfinished(now)).toBe(4);
});

test('effects run only on a change, and the sound only when it is switched on', () => {
  const hostApi = new FakeHostApi();
  let isSoundOn = false;
  const onSnapshot = pageEffects(hostApi, () => isSoundOn);
  onSnapshot(undefined, running);
  onSnapshot(running, running);
  onSnapshot(running, ended('APPROVED'));
  expect(hostApi.badges).toEqual([0]);
  expect(hostApi.awake).toEqual([true, false]);
  expect(hostApi.sounds).toEqual([]);
  isSoundOn = true;
  onSnapshot(running, ended('DECLINED'));
  expect(hostApi.sounds).toEqual(['not-approved']);
});
