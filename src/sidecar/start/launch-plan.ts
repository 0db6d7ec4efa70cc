import {
  defaultPort,
  noQueue,
  type QueueChoice,
  type ShopConfig,
  type UpdateChoice,
} from '../../core/settings/config-file.ts';
import { defaultSettings, type Settings } from '../../core/settings/settings.ts';
import { settingsFault } from '../../core/settings/settings-checks.ts';
import type { Credential } from '../access/credential-check.ts';
import type { StartOptions } from './start-options.ts';

/** All choices of a start. They are made before the start opens a file or a port. */
export interface LaunchPlan {
  /** Port; 0: the system picks one. */
  readonly port: number;
  /** Path of a Unix socket in addition to the port, only for programs of this user. */
  readonly socket?: string;
  /** User name and password that the till sends. */
  readonly till: Credential;
  /** Whether `GET /stop` may stop the program. */
  readonly isStopAllowed: boolean;
  /** True: a till's answers have only the fields that HiPay documents. */
  readonly strictAnswers: boolean;
  readonly queue: QueueChoice;
  /** True if the password was generated for this start. Then the start prints it. */
  readonly isPasswordGenerated: boolean;
  /** `gatewayUrl` is empty if the simulated HiPay is mounted: its address needs the port, which is not known yet. */
  readonly settings: Settings;
  readonly updates: UpdateChoice;
  /** Whether to mount the simulated HiPay. */
  readonly hasTwin: boolean;
}

export type PlanResult =
  | { readonly ok: true; readonly plan: LaunchPlan }
  | { readonly ok: false; readonly error: string };

/**
 * Plans a start. Without a configuration, or with one that only tries the connector, there is no shop and no HiPay account,
 * so everything is simulated.
 */
export function planLaunch(
  options: StartOptions,
  config: ShopConfig | undefined,
  secret: () => string,
): PlanResult {
  const isTrial = config !== undefined && options.gateway === undefined && isTrialOnly(config.settings);
  const simulate = options.simulate ?? (config && !isTrial ? undefined : 'all');
  const shop = config ? (isTrial ? withSampleContract(config.settings) : config.settings) : sampleShop();
  const settings = withSimulation(shop, simulate, options.gateway);
  const fault = settingsFault(settings);
  if (fault) return { ok: false, error: fault };
  const usesTwin = settings.hipay.simulated && settings.hipay.gatewayUrl === '';
  return {
    ok: true,
    plan: {
      port: options.port ?? config?.sidecar.localPort ?? defaultPort,
      ...(config?.sidecar.socket !== undefined && { socket: config.sidecar.socket }),
      till: config
        ? { user: config.sidecar.apiUsername, password: config.sidecar.apiPassword }
        : { user: 'till', password: secret() },
      isStopAllowed: config?.sidecar.stopAllowed ?? true,
      strictAnswers: config?.sidecar.strictAnswers ?? false,
      queue: config?.sidecar.queue ?? noQueue,
      updates: config?.sidecar.updates ?? {},
      isPasswordGenerated: !config,
      settings: settings.hipay.simulated ? withAccount(settings, secret) : settings,
      hasTwin: usesTwin,
    },
  };
}

/** True if the terminal is simulated and there is no HiPay account: real notifications could never be sent. */
const isTrialOnly = ({ environment, terminal, hipay }: Settings): boolean =>
  environment === 'dev' &&
  terminal.link === 'simulated' &&
  hipay.login === '' &&
  hipay.password === '' &&
  hipay.gatewayUrl === '';

/** Adds a sample contract to a trial without a contract, because a payment needs one. */
function withSampleContract(settings: Settings): Settings {
  const { contracts, contractList } = settings;
  const hasContract = Object.keys(contracts).length > 0 || contractList.length > 0;
  return hasContract ? settings : { ...settings, contracts: sampleShop().contracts };
}

function withSimulation(
  settings: Settings,
  simulate: StartOptions['simulate'],
  gatewayUrl: string | undefined,
): Settings {
  const { terminal, hipay } = settings;
  return {
    ...settings,
    terminal: simulate === 'all' ? { ...terminal, link: 'simulated' } : terminal,
    hipay: {
      ...hipay,
      // An empty address stands for the sidecar's own simulated HiPay, if HiPay is simulated.
      gatewayUrl: gatewayUrl ?? hipay.gatewayUrl,
      simulated: simulate !== undefined || gatewayUrl !== undefined || hipay.simulated,
    },
  };
}

/** Adds credentials if there are none: a simulated gateway checks them as HiPay does. */
function withAccount(settings: Settings, secret: () => string): Settings {
  const { login, password } = settings.hipay;
  if (login !== '' && password !== '') return settings;
  const account = { login: 'simulated.stage-secure-gateway.hipay-tpp.com', password: secret() };
  return { ...settings, hipay: { ...settings.hipay, ...account } };
}

/** The shop of HiPay's samples: one contact contract, and the serial number that their `GET /config` answers. */
function sampleShop(): Settings {
  const settings = defaultSettings();
  return {
    ...settings,
    terminal: { ...settings.terminal, serialNumber: '00000012345678' },
    hipay: { ...settings.hipay, route: 'relay' },
    contracts: { proxy: { merchantId: '1234567', paymentApplication: '001', rank: '001' } },
  };
}
