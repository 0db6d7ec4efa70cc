import { browserClock } from '../adapters/browser-runtime/browser-clock.ts';
import { browserDigest } from '../adapters/browser-runtime/browser-digest.ts';
import { browserIds } from '../adapters/browser-runtime/browser-ids.ts';
import { openConnectorDatabase } from '../adapters/indexeddb/connector-database.ts';
import { indexedDbJournal } from '../adapters/indexeddb/indexeddb-journal.ts';
import { indexedDbOutbox } from '../adapters/indexeddb/indexeddb-outbox.ts';
import { indexedDbRecording } from '../adapters/indexeddb/indexeddb-recording.ts';
import { indexedDbSettings } from '../adapters/indexeddb/indexeddb-settings.ts';
import { journalId } from '../adapters/indexeddb/journal-id.ts';
import { lastChosen } from '../adapters/indexeddb/last-chosen.ts';
import { keepTerminal } from '../adapters/sidecar-configuration/keep-terminal.ts';
import { tcpBridgeLink } from '../adapters/tcp-bridge/tcp-bridge-link.ts';
import { LastPort } from '../adapters/web-serial/last-port.ts';
import { webSerialLink } from '../adapters/web-serial/web-serial-link.ts';
import { webUsbLink } from '../adapters/web-usb/web-usb-link.ts';
import type { TerminalLink } from '../core/ports/terminal-link.ts';
import { bridgePath } from '../core/relay/bridge-messages.ts';
import { type FoundTerminal, terminalKeepPath } from '../core/relay/terminal-messages.ts';
import type { Settings } from '../core/settings/settings.ts';
import { serialPortIds, usbDeviceIds } from '../core/settings/stored-settings.ts';
import { usableLink } from '../core/settings/usable-link.ts';
import { type Connector, createConnector } from '../flows/connector.ts';
import { FlightRecorder } from '../flows/flight-recorder.ts';
import { recordedOutside } from '../flows/recorded-outside.ts';
import { simulatedCallLink } from '../simulator/caisse-ap-twin/simulated-call-link.ts';
import { simulatedLink } from '../simulator/terminal-twin/simulated-link.ts';
import { twinScript } from '../simulator/terminal-twin/twin-script.ts';
import { browserWays } from './browser-ways.ts';
import { gatewayByRoute } from './gateways.ts';
import { deliverAlone } from './outbox-lock.ts';
import { sidecarUrl } from './sidecar-url.ts';

declare const __VERSION__: string;

/** The only place in the browser where ports meet the things behind them. Runs in the worker. */
export async function wireUp(): Promise<Connector> {
  const database = await openConnectorDatabase();
  const lastPort = new LastPort(await lastChosen(database, 'last-serial-port', serialPortIds));
  const lastDevice = await lastChosen(database, 'last-usb-device', usbDeviceIds);
  const { serial, usb } = browserWays(navigator);
  const ways = { serial: serial !== undefined, usb: usb !== undefined };

  const linkFor = ({ environment, terminal }: Settings): TerminalLink => {
    if (terminal.link === 'simulated' && environment !== 'prod') {
      const script = twinScript(terminal.script) ?? twinScript('accept');
      const onNetwork = terminal.language === 'caisse-ap-v3';
      if (script)
        return onNetwork ? simulatedCallLink(script, browserClock) : simulatedLink(script, browserClock);
    }
    if (terminal.link === 'tcp') return tcpBridgeLink({ url: sidecarUrl(bridgePath), clock: browserClock });
    if (usableLink(terminal.link, ways) === 'web-usb') {
      return webUsbLink(terminal.serial, {
        usb,
        clock: browserClock,
        lastDevice: () => lastDevice.ids,
        remember: (ids) => lastDevice.remember(ids),
        forgetLast: () => lastDevice.forget(),
      });
    }
    return webSerialLink(terminal.serial, { serial, clock: browserClock, last: lastPort });
  };

  const recorder = new FlightRecorder({ clock: browserClock, store: indexedDbRecording(database) });
  const outside = {
    version: __VERSION__,
    journalId: await journalId(database, browserIds.unique),
    journal: indexedDbJournal(database),
    outbox: indexedDbOutbox(database),
    settingsStore: indexedDbSettings(database),
    gateway: gatewayByRoute(),
    keepTerminal: (found: FoundTerminal) => keepTerminal(terminalKeepPath, found),
    alone: deliverAlone,
    clock: browserClock,
    ids: browserIds,
    digest: browserDigest,
    linkFor,
  };
  return createConnector(recordedOutside(outside, recorder));
}
