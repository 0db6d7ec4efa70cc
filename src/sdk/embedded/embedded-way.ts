import '../../core/zod-config.ts';
import { messagePortChannel } from '../../adapters/browser/message-port.ts';
import { connectorClient } from '../../core/connector-api/connector-client.ts';
import type { FailureName } from '../../core/failures/failures.ts';
import { nothingSent } from '../../core/payment/money-text.ts';
import { type SettingsInput, settings as settingsSchema } from '../../core/settings/settings.ts';
import { serveTill } from '../../core/till/till-session.ts';
import { connectorTillSide } from '../../core/till/till-side.ts';
import { englishMessages } from '../../core/zod-english.ts';
import { choosePort, findLinkApis } from '../../pwa/page/browser-apis.ts';
import { connectToWorker, hintNetwork } from '../../pwa/page/worker-connection.ts';
import type { TillClientTexts } from '../../texts/en/till-client.ts';
import { loadTillTexts } from '../../texts/load-till-texts.ts';
import type { EmbeddedOptions } from '../api.ts';
import { ownFailure } from '../client/connector-failure.ts';
import { portChannel, type TillChannel } from '../client/till-connection.ts';
import EmbeddedWorker from './embedded-worker.ts?worker&inline';

declare const __VERSION__: string;

/**
 * Starts the connector in this page. Rejects with `browser-unsupported`, with `page-not-open` if the worker does not start,
 * or with a TypeError for settings that are not valid.
 */
export async function openEmbeddedChannel(
  options: EmbeddedOptions,
  texts: TillClientTexts,
): Promise<TillChannel> {
  const settings = settingsSchema.safeParse(options.settings as SettingsInput, englishMessages);
  if (!settings.success) {
    const [issue] = settings.error.issues;
    throw new TypeError(`openConnector: embedded.settings.${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { serial, usb } = findLinkApis(navigator);
  const { link } = settings.data.terminal;
  if (link !== 'simulated' && !serial && !usb) throw ownFailure('browser-unsupported', nothingSent, texts);
  const worker = startWorker(options);
  const workerChannel = connectToWorker(worker);
  hintNetwork(worker, window);
  const connector = connectorClient(workerChannel, `embedded ${__VERSION__}`);
  const { accepted } = await connector.provision({ settings: settings.data }).catch(() => {
    throw ownFailure('page-not-open', nothingSent, texts, noWorker);
  });
  if (!accepted) throw new TypeError('openConnector: embedded.settings contradict each other');
  const { port1, port2 } = new MessageChannel();
  const requestTerminal = async (): Promise<FailureName | undefined> => {
    const choice = await choosePort(link === 'web-usb' || !serial ? 'web-usb' : 'web-serial', 'terminals');
    if (choice !== 'chosen') return choice === 'unsupported' ? 'browser-unsupported' : 'terminal-not-chosen';
    await connector.connectTerminal({});
    return undefined;
  };
  const program = `connector ${__VERSION__}`;
  serveTill(
    messagePortChannel(port1),
    connectorTillSide(connector, { program, requestTerminal, texts: loadTillTexts }),
  );
  const tillChannel = portChannel(port2);
  workerChannel.onClose(() => tillChannel.lose('the connector did not start'));
  return tillChannel;
}

const noWorker =
  'its worker did not start. Storage switched off? A Content-Security-Policy without blob:? Then give embedded.workerUrl.';

const startWorker = ({ workerUrl }: EmbeddedOptions): Worker =>
  workerUrl === undefined ? new EmbeddedWorker() : new Worker(workerUrl, { type: 'module' });
