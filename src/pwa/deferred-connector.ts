import { type ConnectorApi, callNames } from '../core/relay/connector-api.ts';

/**
 * A connector that is still being built: calls wait for it. The worker's message line has to be answered from the first
 * moment, for a browser drops what arrives before anybody listens.
 */
export function deferredConnector(coming: Promise<ConnectorApi>): ConnectorApi {
  const calls = Object.fromEntries(
    callNames.map((name) => [name, async (params: never) => (await coming)[name](params)]),
  ) as unknown as Omit<ConnectorApi, 'subscribe'>;
  return {
    ...calls,
    subscribe(listener) {
      let wanted = true;
      let unsubscribe = () => {};
      void coming.then((connector) => {
        if (wanted) unsubscribe = connector.subscribe(listener);
      });
      return () => {
        wanted = false;
        unsubscribe();
      };
    },
  };
}
