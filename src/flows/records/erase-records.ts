import type { PaymentWithNotifications } from '../../core/hipay/outbox-entry.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import type { Clock } from '../../core/ports/host.ts';
import { type Journal, maxPageRows, type Outbox, type PageMark } from '../../core/ports/storage.ts';
import { type ErasedCount, eraseCopy, mayBeErased, monthsBefore } from '../../core/records/erasing.ts';
import { statementOfPayment } from '../../core/records/ledger.ts';

export interface EraseDeps {
  readonly journal: Pick<Journal, 'page' | 'join'>;
  readonly outbox: Pick<Outbox, 'ofPayments'>;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** True while a payment runs. Erasing waits meanwhile, so that the storage is free for the payment. */
  isBusy(): boolean;
}

export interface EraseScheduleDeps extends EraseDeps {
  /** The setting `keepMonths` at this moment. */
  keepMonths(): number;
  /** True if this tab owns the terminal. Only this tab erases. */
  isOwner(): boolean;
}

/** Selects the payments to erase. Times are epoch ms. */
interface EraseSelection {
  /** Only payments that began before this time. */
  readonly to: number;
  readonly isWanted: (record: PaymentRecord) => boolean;
}

const pageSize = Math.min(100, maxPageRows);
/** Time between two checks whether a payment still runs, ms. */
const pauseMs = 1000;

/**
 * Erases customer, cart and custom data of finished payments, one page of the journal at a time. The erased records are
 * joined with the journal, so that a late answer or a decision that arrives meanwhile is not lost.
 */
async function eraseWhere({ to, isWanted }: EraseSelection, deps: EraseDeps): Promise<ErasedCount> {
  const { journal, outbox, clock } = deps;
  let erased = 0;
  let waiting = 0;
  let after: PageMark | undefined;
  for (;;) {
    while (deps.isBusy()) await new Promise<void>((resolve) => void clock.after(pauseMs, resolve));
    const records = await journal.page({ from: 0, to, limit: pageSize, ...(after && { after }) });
    const wanted = records.filter((record) => record.erasedAt === undefined && isWanted(record));
    const entries = wanted.length > 0 ? await outbox.ofPayments(wanted.map((each) => each.paymentId)) : [];
    const copies = wanted.map(
      (record): PaymentWithNotifications => ({
        record,
        entries: entries.filter(({ paymentId }) => paymentId === record.paymentId),
      }),
    );
    const finished = copies.filter((copy) => mayBeErased(copy, statementOfPayment(copy.record)));
    const now = clock.now();
    if (finished.length > 0)
      await journal.join(
        finished.map((copy) => eraseCopy(copy, now)),
        now,
      );
    erased += finished.length;
    waiting += copies.length - finished.length;
    const last = records.at(-1);
    if (!last || records.length < pageSize) return { erased, waiting };
    after = { createdAt: last.createdAt, paymentId: last.paymentId };
  }
}

/** Erases the customers of all finished payments that are older than `keepMonths`; with 0 it erases nothing. */
export async function eraseOldRecords(keepMonths: number, deps: EraseDeps): Promise<ErasedCount> {
  if (keepMonths === 0) return { erased: 0, waiting: 0 };
  return eraseWhere({ to: monthsBefore(deps.clock.now(), keepMonths), isWanted: () => true }, deps);
}

/** Erases one customer, by the id that the till has sent, from all finished payments. */
export const eraseCustomer = (customerId: string, deps: EraseDeps): Promise<ErasedCount> =>
  eraseWhere(
    { to: Number.MAX_SAFE_INTEGER, isWanted: ({ request }) => request.customer.id === customerId },
    deps,
  );

/** Time from the start to the first run, ms, so that erasing does not slow down the first sales of the morning. */
const firstAfterMs = 5 * 60_000;
const everyMs = 24 * 3_600_000;

/** Erases old records some minutes after the start, and then once a day. A failed attempt is repeated the next day. */
export function scheduleErasing(deps: EraseScheduleDeps): void {
  const run = async () => {
    if (!deps.isOwner()) return;
    await eraseOldRecords(deps.keepMonths(), deps).catch(() => {});
    deps.clock.after(everyMs, run);
  };
  deps.clock.after(firstAfterMs, run);
}
