import { browserClock, browserDigest, browserIds } from '../../adapters/browser/browser-host.ts';
import { writtenChannelName, writtenElsewhere } from '../../adapters/browser/written-notifications.ts';
import { openConnectorDatabase } from '../../adapters/indexeddb/connector-database.ts';
import { indexedDbJournal, indexedDbOutbox } from '../../adapters/indexeddb/payment-storage.ts';
import { indexedDbSettings } from '../../adapters/indexeddb/settings-storage.ts';
import { indexedDbRecording, journalId, readLastChosen } from '../../adapters/indexeddb/small-stores.ts';
import { tcpBridgeLink } from '../../adapters/sidecar-client/network-link.ts';
import { saveFoundTerminal } from '../../adapters/sidecar-client/sidecar-http.ts';
import { LastPort, webSerialLink } from '../../adapters/web-serial/web-serial-link.ts';
import { webUsbLink } from '../../adapters/web-usb/web-usb-link.ts';
import type { SecondCopy } from '../../core/connector-api/second-copy.ts';
import {
  bridgePath,
  type FoundTerminal,
  terminalKeepPath,
} from '../../core/connector-api/sidecar-contract.ts';
import { contractsOf } from '../../core/hipay/contract-choice.ts';
import { serialPortIds, usbDeviceIds } from '../../core/ports/storage.ts';
import type { TerminalLink } from '../../core/ports/terminal-link.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { usableLink } from '../../core/settings/usable-link.ts';
import { traitsOf } from '../../core/terminal/terminal-languages.ts';
import { type Connector, createConnector } from '../../flows/connector.ts';
import { FlightRecorder } from '../../flows/records/flight-recorder.ts';
import { withRecorder } from '../../flows/records/recorded-link.ts';
import { simulatedLink } from '../../simulator/terminal/simulated-link.ts';
import { simulatedNetworkLink } from '../../simulator/terminal/simulated-network-link.ts';
import { twinScript } from '../../simulator/terminal/twin-script.ts';
import { deliverExclusively, gatewayByRoute, sidecarUrl } from '../gateways.ts';
import { findLinkApis } from '../page/browser-apis.ts';

declare const __VERSION__: string;

/**
 * Creates the connector with the browser's adapters. Runs in the worker.
 *
 * @param onGaveWay called after the connector has ended for a newer version of this program in another tab
 */
export async function wireUp(onGaveWay: () => void, secondCopy: SecondCopy): Promise<Connector> {
  let connector: Connector | undefined;
  const giveWay = async () => connector?.giveWay();
  const database = await openConnectorDatabase({ giveWay, gaveWay: onGaveWay });
  const lastPort = new LastPort(await readLastChosen(database, 'last-serial-port', serialPortIds));
  const lastDevice = await readLastChosen(database, 'last-usb-device', usbDeviceIds);
  const { serial, usb } = findLinkApis(navigator);
  const available = { serial: serial !== undefined, usb: usb !== undefined };

  const linkFor = (settings: Settings): TerminalLink => {
    const { environment, terminal } = settings;
    if (terminal.link === 'simulated' && environment !== 'prod') {
      const { pair, list } = contractsOf(settings);
      const contracts = [...pair, ...list].map(({ paymentApplication, merchantId }) => ({
        application: paymentApplication,
        number: merchantId,
      }));
      const deviation = { contracts };
      const script = twinScript(terminal.script, deviation) ?? twinScript('accept', deviation);
      const { overNetwork } = traitsOf(terminal.language);
      if (script)
        return overNetwork ? simulatedNetworkLink(script, browserClock) : simulatedLink(script, browserClock);
    }
    if (terminal.link === 'tcp') return tcpBridgeLink({ url: sidecarUrl(bridgePath), clock: browserClock });
    if (usableLink(terminal.link, available) === 'web-usb') {
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
  const deps = {
    version: __VERSION__,
    journalId: await journalId(database, browserIds.unique),
    secondCopy,
    journal: indexedDbJournal(database),
    outbox: indexedDbOutbox(database),
    settingsStore: indexedDbSettings(database),
    gateway: gatewayByRoute(),
    saveFoundTerminal: (found: FoundTerminal) => saveFoundTerminal(terminalKeepPath, found),
    runExclusively: deliverExclusively,
    writtenElsewhere: writtenElsewhere(new BroadcastChannel(writtenChannelName)),
    clock: browserClock,
    ids: browserIds,
    digest: browserDigest,
    linkFor,
  };
  connector = await createConnector(withRecorder(deps, recorder));
  return connector;
}
