import { browserDigest, browserIds } from '../../adapters/browser/browser-host.ts';
import { httpGateway } from '../../adapters/http-gateway/http-gateway.ts';
import { type Settings, settings as settingsSchema } from '../../core/settings/settings.ts';
import { createConnector, type Connector as Flows } from '../../flows/connector.ts';
import { type GatewayTwin, gatewayTwin } from '../../simulator/gateway/gateway-twin.ts';
import { caisseApLanguage } from '../../simulator/terminal/caisse-ap-language.ts';
import { type HandledLink, simulatedLink } from '../../simulator/terminal/simulated-link.ts';
import { type TwinScript, twinScript } from '../../simulator/terminal/twin-script.ts';
import { MemoryStorage, memorySettings } from './memory-storage.ts';
import type { TerminalScript, TestOptions } from './test-api.ts';
import { type TestClock, testClock } from './test-clock.ts';

declare const __VERSION__: string;

/** An address on this computer, which the connector's settings allow for a simulated shop. Nothing is sent there. */
const gatewayUrl = 'http://127.0.0.1:9';
const account = { login: 'test', password: 'test', hashKey: '' };

export interface TestShop {
  readonly clock: TestClock;
  readonly connector: Flows;
  readonly link: HandledLink;
  readonly gateway: GatewayTwin;
}

/** Finds the script of this name. Throws if there is none, because a test without a script could pass by mistake. */
export function scriptNamed(name: TerminalScript): TwinScript {
  const script = twinScript(name);
  if (!script) throw new TypeError(`openTestConnector: there is no script ${name}`);
  return script;
}

/** Opens a shop in memory: the connector's real flows between a simulated terminal and a simulated HiPay. */
export async function openTestShop(options: TestOptions): Promise<TestShop> {
  const { script = 'accept', gateway: gatewayScript = 'accept', speed = 10 } = options;
  const clock = testClock(speed);
  // Caisse-AP in frames supports everything that a script may need, such as part payments and tickets.
  const link = simulatedLink(scriptNamed(script), clock, caisseApLanguage);
  const gateway = gatewayTwin({ clock, account, script: gatewayScript });
  const fetchFromTwin: typeof fetch = async (input, init) =>
    gateway.app.request(String(input).slice(gatewayUrl.length), init as RequestInit);
  const settingsStore = memorySettings();
  settingsStore.stored = settingsOf(options);
  const storage = new MemoryStorage();
  const connector = await createConnector({
    version: __VERSION__,
    journalId: browserIds.unique(),
    journal: storage.journal,
    outbox: storage.outbox,
    settingsStore,
    gateway: httpGateway(fetchFromTwin),
    runExclusively: (work) => work(),
    clock,
    ids: browserIds,
    digest: browserDigest,
    linkFor: () => link,
  });
  await connector.start();
  return { clock, connector, link, gateway };
}

const settingsOf = ({ currencies = ['EUR'] }: TestOptions): Settings =>
  settingsSchema.parse({
    environment: 'dev',
    terminal: { link: 'simulated', language: 'caisse-ap-v3' },
    hipay: { ...account, gatewayUrl, simulated: true },
    contracts: { proxy: { merchantId: '1234567', paymentApplication: '001', rank: '001' } },
    currencies,
  });
