import { httpGateway } from '../adapters/http-gateway/http-gateway.ts';
import { relayedGateway } from '../adapters/sidecar-client/sidecar-http.ts';
import { gatewayRelayPath } from '../core/connector-api/sidecar-contract.ts';
import type { Gateway } from '../core/ports/gateway.ts';

/** HiPay, by the way that the settings name at that moment. For the worker and the service worker alike. */
export function gatewayByRoute(): Gateway {
  const direct = httpGateway();
  const relay = relayedGateway(gatewayRelayPath);
  return {
    sendOrder: (account, fields, signal) =>
      (account.route === 'relay' ? relay : direct).sendOrder(account, fields, signal),
  };
}

/** One deliverer in this browser at a time: the owner's worker, or the service worker when every tab is closed. */
export const deliverAlone = <Result>(work: () => Promise<Result>): Promise<Result> =>
  navigator.locks.request('hipay-ecr-outbox', work);

/** The name under which the browser is asked to wake the service worker when the network is back. */
export const outboxSync = 'hipay-ecr-outbox';

/** A WebSocket's address at the sidecar that served this page. */
export function sidecarUrl(path: string): string {
  const { protocol, host } = self.location;
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${path}`;
}

/** What the sidecar answers itself, on the same origin as the page: never the cached page. */
export const apiPaths =
  /^\/(?:orders?|version|config|stop|health|check|simulator|pair|connector|till(?:\.html)?|example|metrics|openapi\.json)(?:[/?]|$)/;
