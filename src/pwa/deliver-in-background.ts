import { browserClock } from '../adapters/browser-runtime/browser-clock.ts';
import { browserIds } from '../adapters/browser-runtime/browser-ids.ts';
import { openConnectorDatabase } from '../adapters/indexeddb/connector-database.ts';
import { indexedDbOutbox } from '../adapters/indexeddb/indexeddb-outbox.ts';
import { indexedDbSettings } from '../adapters/indexeddb/indexeddb-settings.ts';
import { gatewayUrl } from '../core/gateway/gateway-url.ts';
import { OutboxDelivery } from '../flows/deliver-outbox.ts';
import { gatewayByRoute } from './gateways.ts';
import { deliverAlone } from './outbox-lock.ts';

/**
 * Delivers what is due with every tab closed, by the same flow and under the same lock as a tab would. Rejects while
 * something is left, which makes the browser come again later.
 */
export async function deliverInBackground(): Promise<void> {
  const database = await openConnectorDatabase();
  try {
    const settings = await indexedDbSettings(database).read();
    if (!settings) return;
    const outbox = indexedDbOutbox(database);
    const delivery = new OutboxDelivery({
      outbox,
      gateway: gatewayByRoute(),
      clock: browserClock,
      ids: browserIds,
      account: () => ({ ...settings.hipay, url: gatewayUrl(settings) }),
      tried: () => {},
      alone: deliverAlone,
    });
    await delivery.kick();
    delivery.stop();
    if ((await outbox.countUndelivered()).pending > 0) throw new Error('notifications are still pending');
  } finally {
    database.close();
  }
}
