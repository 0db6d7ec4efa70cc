import { type Connector, ConnectorFailure } from '../index.ts';
import { node } from './dom.ts';

/** Records a call: its name, its arguments, and its result. */
export type Log = (call: string, args: readonly unknown[], outcome: string, value: unknown) => void;

/** Copies the fields of a failure, because JSON leaves out the fields of an error. */
function describeError(error: unknown): unknown {
  if (!(error instanceof ConnectorFailure)) return String(error);
  const { name, code, mayBeCharged, retry, text, detail } = error;
  return { name, code, mayBeCharged, retry, text, detail };
}

export async function runLogged<Value>(
  log: Log,
  call: string,
  args: readonly unknown[],
  run: () => Promise<Value>,
): Promise<Value> {
  log(call, args, 'called', undefined);
  try {
    const value = await run();
    log(call, args, 'gave', value);
    return value;
  } catch (error) {
    log(call, args, 'failed', describeError(error));
    throw error;
  }
}

/** Wraps the connector, so that every call is in the log. */
export function loggedConnector(connector: Connector, log: Log): Connector {
  const { payments } = connector;
  return {
    ...connector,
    get status() {
      return connector.status;
    },
    pay: (request, options) => runLogged(log, 'pay', [request], () => connector.pay(request, options)),
    payments: {
      get: (orderId, options) =>
        runLogged(log, 'payments.get', [orderId], () => payments.get(orderId, options)),
    },
    resumeLast: (options) => runLogged(log, 'resumeLast', [], () => connector.resumeLast(options)),
    cancel: () => runLogged(log, 'cancel', [], () => connector.cancel()),
    check: () => runLogged(log, 'check', [], () => connector.check()),
    requestTerminal: () => runLogged(log, 'requestTerminal', [], () => connector.requestTerminal()),
    version: () => runLogged(log, 'version', [], () => connector.version()),
    config: () => runLogged(log, 'config', [], () => connector.config()),
    close() {
      log('close', [], 'called', undefined);
      connector.close();
    },
  };
}

const maxEntries = 200;

/** Writes calls into a list, the newest first. */
export function logInto(list: HTMLElement): Log {
  return (call, args, outcome, value) => {
    const given = args.map((argument) => JSON.stringify(argument)).join(', ');
    const shownValue = value === undefined ? '' : ` ${JSON.stringify(value, null, 2)}`;
    list.prepend(node('li', '', node('pre', '', `${call}(${given}) ${outcome}${shownValue}`)));
    while (list.childElementCount > maxEntries) list.lastElementChild?.remove();
  };
}
