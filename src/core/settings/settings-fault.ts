import { isLoopbackUrl } from '../gateway/gateway-url.ts';
import type { Settings } from './settings.ts';

/**
 * Why settings that have the right form must still not be used, or undefined. Nothing simulated ever runs in
 * production: a shop would hand out goods for money that does not exist.
 */
export function settingsFault(settings: Settings): string | undefined {
  const { environment, terminal, hipay } = settings;
  if (environment === 'prod' && terminal.link === 'simulated') {
    return 'a simulated terminal cannot be used in environment prod';
  }
  if (environment === 'prod' && (hipay.simulated || hipay.gatewayUrl)) {
    return 'a simulated or replaced HiPay gateway cannot be used in environment prod';
  }
  if (terminal.link === 'tcp' && terminal.tcp.host === '') {
    return 'a terminal on the network needs its address (terminal_host)';
  }
  if (terminal.link === 'tcp' && terminal.language.startsWith('concert-v2')) {
    return 'a terminal on the network needs the language caisse-ap-v3: Concert V2 is for serial lines';
  }
  if (hipay.gatewayUrl && !isLoopbackUrl(hipay.gatewayUrl)) {
    return 'a replacement for HiPay’s gateway must be an http address on this machine';
  }
  return undefined;
}
