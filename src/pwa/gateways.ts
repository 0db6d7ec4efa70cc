import { httpGateway } from '../adapters/http-gateway/http-gateway.ts';
import { relayedGateway } from '../adapters/sidecar-client/sidecar-http.ts';
import { gatewayRelayPath } from '../core/connector-api/sidecar-contract.ts';
import type { Gateway, GatewayAccount } from '../core/ports/gateway.ts';

/** Calls HiPay directly or through the sidecar, as the settings say. Used by the worker and the service worker. */
export function gatewayByRoute(): Gateway {
  const direct = httpGateway(fetch, undefined, { inBrowser: true });
  const relay = relayedGateway(gatewayRelayPath);
  const routeOf = ({ route }: GatewayAccount) => (route === 'relay' ? relay : direct);
  return {
    sendOrder: (account, fields, signal) => routeOf(account).sendOrder(account, fields, signal),
    lookUpOrder: (account, orderId, signal) => routeOf(account).lookUpOrder(account, orderId, signal),
  };
}

/** Runs the work under a lock, because both the owner's worker and the service worker deliver the same outbox. */
export const deliverExclusively = <Result>(work: () => Promise<Result>): Promise<Result> =>
  navigator.locks.request('hipay-ecr-outbox', work);

/** Tag of the Background Sync that wakes the service worker when the network is back. */
export const outboxSync = 'hipay-ecr-outbox';

/** Address of a WebSocket at the sidecar that served this page. */
export function sidecarUrl(path: string): string {
  const { protocol, host } = self.location;
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${path}`;
}

/** Paths that the sidecar answers on the page's origin. The service worker never serves the cached page for them. */
export const apiPaths =
  /^\/(?:orders?|version|config|stop|health|check|simulator|pair|connector|till(?:\.html)?|example|metrics|openapi\.json)(?:[/?]|$)/;
