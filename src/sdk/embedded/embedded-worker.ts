import '../../core/zod-config.ts';
import type { MessageEnd } from '../../adapters/browser/message-port.ts';
import { startConnector } from '../../pwa/worker/start-connector.ts';

// The worker of a connector inside a till's own page, without a sidecar. An error here is an error of the storage. It is
// thrown outside of the promise, so that the page's connection to the worker reports it and `openConnector` rejects.
startConnector(self as unknown as MessageEnd)
  .ownTerminal()
  .catch((error: unknown) => {
    queueMicrotask(() => {
      throw error;
    });
  });
