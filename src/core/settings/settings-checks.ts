import { isLoopbackUrl } from './gateway-url.ts';
import type { RemarkCode } from './remark.ts';
import type { Settings } from './settings.ts';

/** Apart from the other remarks: the connector, which reads no files, says these alone. */
export const englishFaults = {
  'simulated-terminal-in-prod': 'a simulated terminal cannot be used in environment prod',
  'simulated-gateway-in-prod': 'a simulated or replaced HiPay gateway cannot be used in environment prod',
  'network-address-missing': 'a terminal on the network needs its address (terminal_host)',
  'network-language':
    'a terminal on the network needs the language caisse-ap-v3: Concert V2 is for serial lines',
  'gateway-elsewhere': 'a replacement for HiPay’s gateway must be an http address on this machine',
} as const satisfies Partial<Record<RemarkCode, string>>;

/** Why settings that have the right form must still not be used. */
export type SettingsFaultCode = keyof typeof englishFaults;

/**
 * Why settings that have the right form must still not be used, or undefined. Nothing simulated ever runs in
 * production: a shop would hand out goods for money that does not exist.
 */
export function settingsFaultCode(settings: Settings): SettingsFaultCode | undefined {
  const { environment, terminal, hipay } = settings;
  if (environment === 'prod' && terminal.link === 'simulated') return 'simulated-terminal-in-prod';
  if (environment === 'prod' && (hipay.simulated || hipay.gatewayUrl)) return 'simulated-gateway-in-prod';
  if (terminal.link === 'tcp' && terminal.tcp.host === '') return 'network-address-missing';
  if (terminal.link === 'tcp' && terminal.language.startsWith('concert-v2')) return 'network-language';
  if (hipay.gatewayUrl && !isLoopbackUrl(hipay.gatewayUrl)) return 'gateway-elsewhere';
  return undefined;
}

/** The same in English. */
export function settingsFault(settings: Settings): string | undefined {
  const code = settingsFaultCode(settings);
  return code && englishFaults[code];
}

const withScript = (settings: Settings, script: string): Settings => ({
  ...settings,
  terminal: { ...settings.terminal, script },
});

/**
 * Which script a simulated terminal plays is a choice of the moment, not of the shop: it may be made on the screen even
 * where a configuration file rules everything else. True if two settings differ in nothing else.
 */
export const onlyScriptDiffers = (next: Settings, present: Settings): boolean =>
  present.terminal.link === 'simulated' &&
  JSON.stringify(withScript(next, '')) === JSON.stringify(withScript(present, ''));

/** Settings of a file, with the script that a person has chosen since. */
export const keepChosenScript = (settings: Settings, chosen: string | undefined): Settings =>
  chosen !== undefined && settings.terminal.link === 'simulated' ? withScript(settings, chosen) : settings;

export type LinkName = Settings['terminal']['link'];

/** Which ways to a terminal on a cable this browser has. */
export interface BrowserWays {
  readonly serial: boolean;
  readonly usb: boolean;
}

/** The way that is gone: WebUSB where Web Serial is missing. The settings stay what they are: they are the shop's. */
export const usableLink = (wanted: LinkName, ways: BrowserWays): LinkName =>
  wanted === 'web-serial' && !ways.serial && ways.usb ? 'web-usb' : wanted;
