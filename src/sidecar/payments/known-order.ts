import { movesMoney } from '../../core/payment/operation-of.ts';
import type { Outcome } from '../../core/payment/outcome.ts';
import type { PaymentRequest } from '../../core/payment/payment-request.ts';
import type { ConnectorApi } from '../../core/relay/connector-api.ts';
import type { Log } from '../log.ts';
import type { AskedOrders } from '../records/asked-orders.ts';
import type { RecordBook } from '../records/record-book.ts';

export interface KnownOrderParts {
  readonly book: Pick<RecordBook, 'find' | 'recordsOf'>;
  readonly asked: Pick<AskedOrders, 'journalOf'>;
  readonly log: Log;
}

/** Outcomes after which the same order may be tried again. */
export const tookNoMoney: ReadonlySet<Outcome> = new Set(['NOT_SENT', 'DECLINED', 'CANCELLED']);

/**
 * May this page be asked to take the order? What was paid before is in its journal, unless it is another one: of another
 * browser, of another port (another origin to the browser), or after the browser's storage was cleared. Such a page would
 * charge the order again. So it is given the second copy's records of that order first, and judges by them; one that does
 * not take them is not asked.
 *
 * @param journal which journal the page looks into; undefined: it has not said
 */
export async function mayAsk(
  request: PaymentRequest & { readonly orderId: string },
  connector: ConnectorApi,
  journal: string | undefined,
  { book, asked, log }: KnownOrderParts,
): Promise<boolean> {
  const { orderId } = request;
  if (!movesMoney(request.transactionType)) return true;
  const stored = await book.find(orderId);
  const askedIn = asked.journalOf(orderId);
  if (!stored && askedIn === undefined) return true;
  // It is being paid there, or that page never got it: its own journal says which, at once.
  if (journal !== undefined && askedIn === journal) return true;
  // Whatever it knows is more than the copy does; one that breaks down here breaks down at the payment too.
  const here = await connector.findOrder({ orderId }).catch(() => undefined);
  if (here !== null) return true;
  if (stored && !tookNoMoney.has(stored.outcome)) {
    const text = JSON.stringify(await book.recordsOf(orderId));
    const brought = await connector.importRecords({ text }).catch(() => undefined);
    log.warn({ orderId, brought: brought?.imported ?? false }, 'this page has another journal');
    return brought?.imported === true;
  }
  // Begun at a page that never answered: only the same journal can say that it never began.
  return askedIn === undefined;
}
