import { httpGateway } from '../adapters/http-gateway/http-gateway.ts';
import { relayedGateway } from '../adapters/relayed-gateway/relayed-gateway.ts';
import type { Gateway } from '../core/ports/gateway.ts';
import { gatewayRelayPath } from '../core/relay/gateway-messages.ts';

/** HiPay, by the way that the settings name at that moment. For the worker and the service worker alike. */
export function gatewayByRoute(): Gateway {
  const direct = httpGateway();
  const relay = relayedGateway(gatewayRelayPath);
  return {
    sendOrder: (account, fields, signal) =>
      (account.route === 'relay' ? relay : direct).sendOrder(account, fields, signal),
  };
}
