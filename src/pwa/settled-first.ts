import type { ConnectorApi } from '../core/relay/connector-api.ts';
import type { Snapshot } from '../core/relay/snapshot.ts';

/** A service that is there answers in a tenth of it. */
const longestMs = 1000;

/** A payment that runs is shown at once, whoever rules the settings. */
const isUrgent = ({ payment, sidecar }: Snapshot): boolean =>
  sidecar === 'away' || sidecar === 'not-paired' || (payment !== undefined && payment.phase !== 'finished');

/**
 * The connector as the screens get it. Where a local service may be (`expected`), their first picture waits until it has
 * handed over its settings: else a shop's screen begins as that of an empty till, and everything on it moves a moment
 * later, under a cashier's finger.
 */
export function settledFirst(
  connector: ConnectorApi,
  expected: boolean,
  after: (ms: number, callback: () => void) => () => void,
): ConnectorApi {
  if (!expected) return connector;
  return {
    ...connector,
    subscribe(listener) {
      let latest: Snapshot | undefined;
      let open = false;
      const release = () => {
        if (open) return;
        open = true;
        stopWaiting();
        if (latest) listener(latest);
      };
      const stopWaiting = after(longestMs, release);
      const unsubscribe = connector.subscribe((now) => {
        latest = now;
        if (open) return listener(now);
        if (isUrgent(now)) return release();
        if (now.sidecar !== 'connected') return;
        connector.readSettings({}).then(({ provisioned }) => provisioned && release(), release);
      });
      return () => {
        stopWaiting();
        unsubscribe();
      };
    },
  };
}
