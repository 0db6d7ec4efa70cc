import { expect, test } from 'vitest';
import type { AmountMinor } from '../../../src/core/money/amount.ts';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { openPaymentPermits } from '../../../src/sidecar/records/payment-permits.ts';
import { askedOf, recordOfPermit } from '../../../src/sidecar/records/permit-record.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

test('the permit of a refund names its sale after a restart, and so does the payment in doubt that is made of it', async () => {
  const folder = await temporaryFolder();
  const first = await openPaymentPermits(folder, silentLog());
  const given = {
    orderId: 'Refund_1',
    paymentId: 'payment-9',
    amountMinor: 400 as AmountMinor,
    currency: 'EUR' as const,
    transactionType: 'Credit' as const,
    paymentMeans: 'card' as const,
    refundOf: 'Order_1',
  };
  expect(await first.give(given)).toBe(true);
  await first.close();
  const again = await openPaymentPermits(folder, silentLog());
  const [permit] = again.all();
  await again.close();
  const asked = permit && askedOf(permit);
  if (!permit || !asked) throw new Error('the permit is not there');
  expect(recordOfPermit(permit, asked, { now: 5, simulated: true })).toMatchObject({
    state: 'unknown',
    request: { refundOf: 'Order_1', transactionType: 'Credit', amountMinor: 400 },
    fingerprint: 'Credit 400 EUR of Order_1',
  });
});
