import type { PaymentRecord } from '../core/payment/payment-record.ts';
import type { Journal } from '../core/ports/journal.ts';
import { isLeft } from './unsettled-payments.ts';

/** Ends of payments that the storage did not take, kept until it does. What is on disk meanwhile is never more hopeful. */
export class UnwrittenEnds {
  readonly #ends = new Map<string, PaymentRecord>();

  get any(): boolean {
    return this.#ends.size > 0;
  }

  keep(record: PaymentRecord): void {
    this.#ends.set(record.paymentId, record);
  }

  /** Rejects while the storage fails; what is left is kept. */
  async write(journal: Journal): Promise<void> {
    for (const record of [...this.#ends.values()]) {
      const stored = await journal.find(record.paymentId);
      // A late answer may have settled it meanwhile: that stands.
      if (!stored || isLeft(stored) || stored.state === 'intended') await journal.write(record);
      this.#ends.delete(record.paymentId);
    }
  }
}
