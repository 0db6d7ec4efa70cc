import type { PaymentRecord } from '../core/payment/payment-record.ts';
import { applyPaymentEvent, type PaymentOutside } from './take-payment.ts';

/**
 * What a crash left behind: an intended payment is closed as not sent, one whose frame may be out becomes unknown
 * (design, section 4). An answer that the terminal still holds upgrades it (late answers). A till need not wait for
 * this, so a payment that runs already is none that a crash left.
 */
export async function recoverAfterRestart(
  outside: Pick<PaymentOutside, 'journal' | 'clock' | 'ids' | 'digest' | 'settings' | 'lateAnswer'>,
  isRunning: (orderId: string) => boolean,
): Promise<PaymentRecord[]> {
  const recovered: PaymentRecord[] = [];
  for (const record of await outside.journal.unfinished()) {
    if (isRunning(record.orderId)) continue;
    recovered.push((await applyPaymentEvent(record, { kind: 'restart' }, outside)).record);
  }
  return recovered;
}
