import type { ConnectorApi } from '../core/relay/connector-api.ts';
import type { Snapshot } from '../core/relay/snapshot.ts';

interface LeavablePage {
  addEventListener(type: 'beforeunload', listener: (event: BeforeUnloadEvent) => void): void;
  removeEventListener(type: 'beforeunload', listener: (event: BeforeUnloadEvent) => void): void;
}

/** A tab that does not own the terminal can go: what runs and what is unsent is the owner's. */
const somethingIsOpen = ({ owner, payment, outbox }: Snapshot): boolean =>
  owner && ((payment !== undefined && payment.phase !== 'finished') || outbox.pending + outbox.parked > 0);

/**
 * Lets the browser ask before this page is closed while a payment runs or HiPay has not been told of a sale. It asks in
 * its own words, and only whoever has touched the page. The listener is there only as long as it is needed: with one, a
 * browser keeps no page for the way back. The result ends it, for a page that leaves by its own will.
 */
export function askBeforeLeaving(connector: Pick<ConnectorApi, 'subscribe'>, page: LeavablePage): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    event.preventDefault();
    // Chromium before 119 knows this sign alone.
    event.returnValue = true;
  };
  const unsubscribe = connector.subscribe((now) => {
    if (somethingIsOpen(now)) page.addEventListener('beforeunload', ask);
    else page.removeEventListener('beforeunload', ask);
  });
  return () => {
    unsubscribe();
    page.removeEventListener('beforeunload', ask);
  };
}
