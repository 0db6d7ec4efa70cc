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
  if (hipay.gatewayUrl && !isLoopbackUrl(hipay.gatewayUrl)) {
    return 'a replacement for HiPay’s gateway must be an http address on this machine';
  }
  return undefined;
}
