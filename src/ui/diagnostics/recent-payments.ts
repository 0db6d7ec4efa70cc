import type { ConnectorApi } from '../../core/relay/connector-api.ts';
import type { PaymentRow } from '../../core/relay/snapshot.ts';

const spanMs = 7 * 86_400_000;
/** More would make a file that nobody reads; the newest tell most. */
const mostPayments = 500;

/** The payments of the last days, newest first. */
export async function recentPayments(
  connector: Pick<ConnectorApi, 'listPayments'>,
  now: number,
): Promise<PaymentRow[]> {
  const rows: PaymentRow[] = [];
  let page = await connector.listPayments({ from: now - spanMs, to: now + 1, limit: 250 });
  rows.push(...page.rows);
  while (page.next && rows.length < mostPayments) {
    page = await connector.listPayments({ from: now - spanMs, to: now + 1, limit: 250, after: page.next });
    rows.push(...page.rows);
  }
  return rows.slice(0, mostPayments);
}
