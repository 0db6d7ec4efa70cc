import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import { movesMoney } from '../../core/payment/payment-request.ts';
import type { Log } from '../program/log.ts';
import type { PaymentPermits } from '../records/payment-permits.ts';
import { type AskedPayment, askedOf, recordOfPermit } from '../records/permit-record.ts';
import type { OrderLedger } from './order-ledger.ts';
import type { NumberedRequest } from './relay-answers.ts';

export interface PermitsWithoutRecordDeps {
  readonly permits: Pick<PaymentPermits, 'all' | 'ofOrder'>;
  readonly ledger: Pick<OrderLedger, 'hasRecordOf'>;
  /** Stores a record in the second copy. */
  readonly keep: (record: PaymentRecord) => Promise<void>;
  readonly simulated: boolean;
  readonly log: Log;
  /** Epoch ms. */
  readonly now: () => number;
}

/**
 * Finds permits whose payment has no record anywhere, because the browser that took it has lost its profile. Each becomes a
 * payment in doubt, so that a page shows it and a person can decide. Otherwise its order would be "unknown" for ever.
 */
export class PermitsWithoutRecord {
  /** What a till has asked for an order whose permit does not name the amount. Key: order number. */
  readonly #asked = new Map<string, AskedPayment>();

  constructor(private readonly deps: PermitsWithoutRecordDeps) {}

  /** A till has sent this order. True if a payment in doubt can be made only now. */
  noteRequest({ orderId, amountMinor, currency, transactionType, paymentMeans }: NumberedRequest): boolean {
    if (!movesMoney(transactionType) || this.#asked.has(orderId)) return false;
    if (!this.deps.permits.ofOrder(orderId).some((permit) => !askedOf(permit))) return false;
    this.#asked.set(orderId, { amountMinor, currency, transactionType, paymentMeans });
    return true;
  }

  /** @param mayStillBring true while the page with this journal may bring the record */
  async settle(mayStillBring: (journal: string | undefined) => boolean): Promise<void> {
    const { permits, ledger, keep, log, simulated, now } = this.deps;
    for (const permit of permits.all()) {
      const asked = askedOf(permit) ?? this.#asked.get(permit.orderId);
      if (!asked || mayStillBring(permit.journal) || (await ledger.hasRecordOf(permit))) continue;
      const { orderId, paymentId } = permit;
      log.warn({ orderId, paymentId }, 'no page has come with a payment that had a permit: it is in doubt');
      await keep(recordOfPermit(permit, asked, { now: now(), simulated }));
    }
  }
}
