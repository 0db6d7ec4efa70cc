import type { Settings } from './settings.ts';

/** HiPay's gateway hosts: the only hosts outside this computer that get notifications (facts: hipay.md 3.1). */
export const gatewayHosts = {
  dev: 'https://stage-secure-gateway.hipay-tpp.com',
  stage: 'https://stage-secure-gateway.hipay-tpp.com',
  prod: 'https://secure-gateway.hipay-tpp.com',
} as const;

/** HiPay's hosts for the look-up of an order (hipay.md 3.1). */
export const lookUpHosts = {
  dev: 'https://stage-api-gateway.hipay.com',
  stage: 'https://stage-api-gateway.hipay.com',
  prod: 'https://api-gateway.hipay.com',
} as const;

export const orderPath = '/rest/v1/order';
export const lookUpPath = '/v3/order';

const loopback = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?(\/[\w\-./]*)?$/;

/** True for an address on this computer, which may replace HiPay's gateway outside production. */
export const isLoopbackUrl = (url: string): boolean => loopback.test(url);

/** The test gateway that replaces HiPay's hosts; undefined if there is none, it is elsewhere, or this is production. */
function replacementOf({ hipay: { gatewayUrl }, environment }: Settings): string | undefined {
  const isAllowed = gatewayUrl && environment !== 'prod' && isLoopbackUrl(gatewayUrl);
  return isAllowed ? gatewayUrl.replace(/\/$/, '') : undefined;
}

/** The address for orders. */
export const gatewayUrl = (settings: Settings): string =>
  (replacementOf(settings) ?? gatewayHosts[settings.environment]) + orderPath;

/** Which HiPay these settings mean. Its sales are sent to no other one. `dev` and `stage` are the same HiPay. */
export function hipayEnvironment(settings: Settings): 'simulated' | 'stage' | 'live' {
  if (replacementOf(settings) !== undefined) return 'simulated';
  return settings.environment === 'prod' ? 'live' : 'stage';
}

/** The addresses for orders and for their look-up, and which HiPay they are. */
export const gatewayUrls = (settings: Settings) => ({
  environment: hipayEnvironment(settings),
  url: gatewayUrl(settings),
  lookUpUrl: (replacementOf(settings) ?? lookUpHosts[settings.environment]) + lookUpPath,
});
