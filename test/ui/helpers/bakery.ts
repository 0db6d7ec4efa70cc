import type { NotificationRow, PaymentRow } from '../../../src/core/connector-api/snapshot.ts';
import { chargeByOutcome } from '../../fakes/charge-by-outcome.ts';

const at = (time: string): number => new Date(`${new Date().toDateString()} ${time}`).getTime();
const unsent = { sent: false, count: 0, pending: 0 };

const sale = (time: string, amountMinor: number, change: Partial<PaymentRow> = {}): PaymentRow => {
  const number = String(Math.floor((at(time) - at('07:00:00')) / 60_000)).padStart(4, '0');
  const outcome = change.outcome ?? 'APPROVED';
  const isApproved = outcome === 'APPROVED';
  return {
    paymentId: `b-${time}`,
    orderId: `A-${number}`,
    transactionType: 'Debit',
    paymentMeans: 'card',
    hasReceipt: true,
    amountMinor,
    currency: 'EUR',
    state: 'answered',
    outcome,
    createdAt: at(time),
    notification: isApproved ? { sent: true, count: 1, pending: 0 } : unsent,
    simulated: false,
    cardMasked: `497010******${['4417', '0085', '2290', '5108', '9943', '3361'][amountMinor % 6]}`,
    contracts: [amountMinor % 3 === 0 ? 'proxy' : 'nfc'],
    contested: false,
    charge: chargeByOutcome[outcome],
    ...change,
  };
};

/** The sale whose page the gallery shows. */
export const bakerySale = (change: Partial<PaymentRow> = {}): PaymentRow =>
  sale('10:14:02', 1250, { cardMasked: '497010******2290', contracts: ['nfc'], ...change });

export const bakeryRefund = (amountMinor: number, change: Partial<PaymentRow> = {}): PaymentRow =>
  sale('10:31:40', amountMinor, {
    transactionType: 'Credit',
    refundOf: bakerySale().orderId,
    cardMasked: '497010******2290',
    contracts: ['nfc'],
    ...change,
  });

/** Forty payments of a morning, newest first. */
export const bakeryDay = (): PaymentRow[] => {
  const many = Array.from({ length: 31 }, (_, n) =>
    sale(
      `0${7 + Math.floor(n / 11)}:${String(5 + (n % 11) * 5).padStart(2, '0')}:00`,
      190 + ((n * 370) % 1500),
    ),
  );
  return [
    sale('10:28:00', 890, { notification: { sent: false, count: 0, pending: 1 }, contracts: ['nfc'] }),
    sale('10:23:00', 320, { contracts: ['nfc'] }),
    sale('10:19:00', 4200, { outcome: 'DECLINED', failure: 'declined', contracts: ['proxy'] }),
    bakerySale(),
    sale('10:10:00', 110),
    sale('10:05:00', 560, {
      outcome: 'OTHER_PAYMENT',
      state: 'unknown',
      failure: 'other-payment',
      terminalSays: { money: { amountMinor: 650, currency: 'EUR' } },
    }),
    sale('10:00:00', 1840, { contracts: ['nfc'] }),
    sale('09:59:00', 240, { outcome: 'CANCELLED', failure: 'cancelled', contracts: [] }),
    sale('09:47:30', 320, { givenBack: { refundedMinor: 120, heldMinor: 0 } }),
    ...many.toReversed(),
    sale('07:02:00', 1120, {
      outcome: 'UNKNOWN',
      state: 'unknown',
      failure: 'outcome-unknown',
      contracts: [],
    }),
  ].sort((a, b) => b.createdAt - a.createdAt);
};

export const bakeryNotifications = (): NotificationRow[] => [
  {
    entryId: 'n-b',
    orderId: 'A-0145',
    paymentId: 'b-10:28:00',
    contract: 'nfc',
    amount: '8.90',
    currency: 'EUR',
    state: 'pending',
    attempts: 2,
    createdAt: Date.now() - 6 * 60_000,
    nextAttemptAt: Date.now() + 48_000,
    failure: 'hipay-unreachable',
  },
];
