import { isLoopbackUrl } from '../gateway/gateway-url.ts';
import { englishFaults, type SettingsFaultCode } from './english-faults.ts';
import type { Settings } from './settings.ts';

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
