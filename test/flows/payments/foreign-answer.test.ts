import { expect, it } from 'vitest';
import { encodeAnswer } from '../../../src/core/terminal/concert-v2/answer.ts';
import { concertDialect } from '../../../src/core/terminal/concert-v2/concert-v2.ts';
import { blankPrivateData } from '../../../src/core/terminal/concert-v2/request.ts';
import { takePayment } from '../../../src/flows/payments/take-payment.ts';
import { MemoryStorage } from '../../../src/sdk/testing/memory-storage.ts';
import { countingIds } from '../../fakes/counting-ids.ts';
import { aRecord, aRequest, someSettings } from '../../fakes/payment-examples.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';

const accepted = encodeAnswer({
  registerNumber: '01',
  status: '0',
  amountMinor: 1023,
  paymentMode: '1',
  currencyNumeric: '978',
  privateData: blankPrivateData,
});

/**
 * The outcome of a payment of 10.23 while an earlier payment is in doubt. The terminal accepts it, with or without an
 * acknowledgement of the request before.
 */
async function outcomeOf(isAcknowledged: boolean, earlierAmount: number) {
  const { journal } = new MemoryStorage();
  const earlier = aRequest({ orderId: 'Order_0', amountMinor: earlierAmount });
  await journal.write(
    aRecord({
      paymentId: 'earlier',
      request: earlier,
      orderId: 'Order_0',
      state: 'unknown',
      outcome: 'UNKNOWN',
    }),
  );
  const { outcome } = await takePayment(
    aRequest(),
    { attempt: 1 },
    {
      journal,
      journalId: 'journal-1',
      clock: new VirtualClock(),
      ids: countingIds(),
      digest: { sha1: async () => '' },
      dialect: concertDialect('E+'),
      settings: someSettings(),
      link: { kind: 'simulated', simulated: true },
      terminal: {
        status: () => ({ state: 'ready', seenAt: 0, description: '', simulated: true }),
        async exchange(_frame, exchange) {
          await exchange.allowFrame();
          if (isAcknowledged) exchange.accepted();
          await exchange.answer(accepted, 'awaited');
          return 'answered';
        },
      },
      showPhase: () => {},
      onLateAnswer: () => {},
      settleOther: async () => 'acknowledge' as const,
      keepUnwritten: () => {},
    },
  );
  return outcome;
}

it.each([
  [
    'also fits the earlier payment: approved if the terminal acknowledged the request',
    true,
    1023,
    'APPROVED',
  ],
  ['also fits the earlier payment: unknown if the terminal acknowledged no request', false, 1023, 'UNKNOWN'],
  ['fits this payment only: approved even without an acknowledgement', false, 999, 'APPROVED'],
])('an answer that %s', async (_, isAcknowledged, earlierAmount, outcome) => {
  expect(await outcomeOf(isAcknowledged, earlierAmount)).toBe(outcome);
});
