import { traitsOf } from '../terminal/terminal-languages.ts';
import { isLoopbackUrl } from './gateway-url.ts';
import type { RemarkCode } from './remark.ts';
import type { Settings } from './settings.ts';

/** Separate from the other remarks, because the connector reads no files and needs only these. */
export const englishFaults = {
  'simulated-terminal-in-prod': 'a simulated terminal cannot be used in environment prod',
  'simulated-gateway-in-prod': 'a simulated or replaced HiPay gateway cannot be used in environment prod',
  'network-address-missing': 'a terminal on the network needs its address (terminal_host)',
  'network-language':
    'a terminal on the network needs the language caisse-ap-v3: Concert V2 is for serial lines',
  'gateway-elsewhere': 'a replacement for HiPay’s gateway must be an http address on this machine',
  'contract-pair-missing':
    'Concert V2 does not say which contract was used: besides the list contracts it needs contract with proxy, nfc or both',
} as const satisfies Partial<Record<RemarkCode, string>>;

/** Why settings must not be used although each value is valid. */
export type SettingsFaultCode = keyof typeof englishFaults;

/**
 * Why these settings must not be used although each value is valid; undefined if they may be used. Production never
 * simulates: a shop would give away goods without being paid.
 */
export function settingsFaultCode(settings: Settings): SettingsFaultCode | undefined {
  const { environment, terminal, hipay } = settings;
  if (environment === 'prod' && terminal.link === 'simulated') return 'simulated-terminal-in-prod';
  if (environment === 'prod' && (hipay.simulated || hipay.gatewayUrl)) return 'simulated-gateway-in-prod';
  if (terminal.link === 'tcp' && terminal.tcp.host === '') return 'network-address-missing';
  if (terminal.link === 'tcp' && !traitsOf(terminal.language).overNetwork) return 'network-language';
  if (hipay.gatewayUrl && !isLoopbackUrl(hipay.gatewayUrl)) return 'gateway-elsewhere';
  const hasPair = settings.contracts.proxy !== undefined || settings.contracts.nfc !== undefined;
  if (settings.contractList.length > 0 && !hasPair && traitsOf(terminal.language).settings === 'concert')
    return 'contract-pair-missing';
  return undefined;
}

/** Same as `settingsFaultCode`, as an English text. */
export function settingsFault(settings: Settings): string | undefined {
  const code = settingsFaultCode(settings);
  return code && englishFaults[code];
}

const withScript = (settings: Settings, script: string): Settings => ({
  ...settings,
  terminal: { ...settings.terminal, script },
});

/**
 * True if two settings differ only in the script of the simulated terminal. A person may change the script on the
 * screen, even if a configuration file provides all settings.
 */
export const onlyScriptDiffers = (next: Settings, present: Settings): boolean =>
  present.terminal.link === 'simulated' &&
  JSON.stringify(withScript(next, '')) === JSON.stringify(withScript(present, ''));

/** Puts the script that a person has chosen on the screen into the settings of a file. */
export const keepChosenScript = (settings: Settings, chosen: string | undefined): Settings =>
  chosen !== undefined && settings.terminal.link === 'simulated' ? withScript(settings, chosen) : settings;
