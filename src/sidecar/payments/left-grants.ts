import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import { movesMoney } from '../../core/payment/payment-request.ts';
import type { Log } from '../program/log.ts';
import { type AskedPayment, askedOf, recordOfGrant } from '../records/grant-record.ts';
import type { PaymentGrants } from '../records/payment-grants.ts';
import type { OrderLedger } from './order-ledger.ts';
import type { NumberedRequest } from './relay-answers.ts';

export interface LeftGrantsDeps {
  readonly grants: Pick<PaymentGrants, 'all' | 'ofOrder'>;
  readonly ledger: Pick<OrderLedger, 'hasRecordOf'>;
  /** Stores a record in the second copy. */
  readonly keep: (record: PaymentRecord) => Promise<void>;
  readonly simulated: boolean;
  readonly log: Log;
  /** Epoch ms. */
  readonly now: () => number;
}

/**
 * The grants whose payment has no record anywhere: the browser that took it has lost its profile. Each becomes a payment in
 * doubt, so that a page shows it and a person can decide. Otherwise its order would be "unknown" for ever.
 */
export class LeftGrants {
  /** What a till has asked for an order whose grant does not name the amount. Key: order number. */
  readonly #asked = new Map<string, AskedPayment>();

  constructor(private readonly deps: LeftGrantsDeps) {}

  /** A till has sent this order. True if a payment in doubt can be made only now. */
  noteRequest({ orderId, amountMinor, currency, transactionType, paymentMeans }: NumberedRequest): boolean {
    if (!movesMoney(transactionType) || this.#asked.has(orderId)) return false;
    if (!this.deps.grants.ofOrder(orderId).some((grant) => !askedOf(grant))) return false;
    this.#asked.set(orderId, { amountMinor, currency, transactionType, paymentMeans });
    return true;
  }

  /** @param mayCome true while the page with this journal may still come with the record */
  async settle(mayCome: (journal: string | undefined) => boolean): Promise<void> {
    const { grants, ledger, keep, log, simulated, now } = this.deps;
    for (const grant of grants.all()) {
      const asked = askedOf(grant) ?? this.#asked.get(grant.orderId);
      if (!asked || mayCome(grant.journal) || (await ledger.hasRecordOf(grant))) continue;
      const { orderId, paymentId } = grant;
      log.warn({ orderId, paymentId }, 'no page has come with a payment that had leave: it is in doubt');
      await keep(recordOfGrant(grant, asked, { now: now(), simulated }));
    }
  }
}
