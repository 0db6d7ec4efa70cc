import '../../../src/ui/customer-display/ecr-customer-display.ts';
import type { LivePayment } from '../../../src/core/connector-api/snapshot.ts';
import type { EcrCustomerDisplay } from '../../../src/ui/customer-display/ecr-customer-display.ts';
import { calmSnapshot } from './fake-connector.ts';
import { livePayment } from './sample-rows.ts';

type Display = Partial<Pick<EcrCustomerDisplay, 'snapshot' | 'isFollowing' | 'isFullscreen'>>;

const showing = (payment: Partial<LivePayment>, change: Display = {}): Display => ({
  snapshot: calmSnapshot({ payment: livePayment({ amountMinor: 1250, phaseSince: Date.now(), ...payment }) }),
  ...change,
});
const finished = (change: Partial<LivePayment>) => showing({ phase: 'finished', ...change });

/** The customer's window in each of its states. */
export const displays: Readonly<Record<string, () => Display>> = {
  idle: () => ({ snapshot: calmSnapshot() }),
  amount: () => showing({}),
  'large amount': () => showing({ amountMinor: 123_456_789 }),
  wait: () => showing({ phase: 'notifying' }),
  thanks: () => finished({ outcome: 'APPROVED', charge: 'charged' }),
  part: () => finished({ outcome: 'PARTIALLY_APPROVED', charge: 'charged', askedMinor: 2250 }),
  'large part': () =>
    finished({
      outcome: 'PARTIALLY_APPROVED',
      charge: 'charged',
      amountMinor: 123_456_789,
      askedMinor: 999_999_999,
    }),
  refunded: () => finished({ outcome: 'APPROVED', charge: 'charged', transactionType: 'Credit' }),
  declined: () =>
    finished({ outcome: 'DECLINED', charge: 'not-charged', detail: 'refused by the bank (51)' }),
  doubt: () => finished({ outcome: 'UNKNOWN' }),
  'nobody drives the terminal': () => showing({}, { isFollowing: false }),
  simulated: () => ({
    ...showing({}, { isFullscreen: true }),
    snapshot: calmSnapshot({ simulated: { terminal: true, gateway: true }, payment: livePayment() }),
  }),
};
