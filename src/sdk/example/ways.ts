import { type Connector, type Language, openConnector, type Way } from '../index.ts';
import { openTestConnector, type TerminalScript } from '../testing/index.ts';
import { type Log, loggedConnector, runLogged } from './call-log.ts';

export interface Choice {
  readonly way: Way;
  readonly language: Language;
  /** Script of the simulated terminal; only for a connector inside this page. */
  readonly script: TerminalScript;
}

/** This page is served by the connector, so its own address is the connector's. */
const url = location.origin;

/**
 * Your own till needs only one of these ways. Here, `embedded` is simulated and in memory. A real embedded connector would
 * share the journal and the settings with the connector that serves this page. Then HiPay would be notified of sales that
 * are not real.
 */
function openWay({ way, language, script }: Choice, log: Log): Promise<Connector> {
  switch (way) {
    case 'window': {
      const options = { language, window: { url } };
      return runLogged(log, 'openConnector', [options], () => openConnector(options));
    }
    case 'sidecar': {
      const options = { language, sidecar: { url } };
      return runLogged(log, 'openConnector', [options], () => openConnector(options));
    }
    case 'embedded': {
      const options = { language, script, speed: 1 };
      return runLogged(log, 'openTestConnector', [options], () => openTestConnector(options));
    }
    default:
      return way satisfies never;
  }
}

/** Opens the connector; call it in a click. Logs every call, and calls `onPay` before each payment is sent. */
export async function open(choice: Choice, log: Log, onPay: () => void): Promise<Connector> {
  const connector = loggedConnector(await openWay(choice, log), log);
  return {
    ...connector,
    get status() {
      return connector.status;
    },
    pay(request, options) {
      onPay();
      return connector.pay(request, options);
    },
  };
}
