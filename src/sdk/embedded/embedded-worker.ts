import '../../core/zod-config.ts';
import type { MessageEnd } from '../../adapters/browser/message-port.ts';
import { startConnector } from '../../pwa/worker/start-connector.ts';

// The connector inside a till's own page: its worker, without a sidecar. An error here is one of storage, and rejects the
// opening of the connector (connect-to-worker.ts).
startConnector(self as unknown as MessageEnd)
  .own()
  .catch((error: unknown) => {
    queueMicrotask(() => {
      throw error;
    });
  });
