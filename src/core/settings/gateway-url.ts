import type { Settings } from './settings.ts';

/** HiPay's gateway hosts: the only hosts outside this computer that get notifications (facts: hipay.md 3.1). */
export const gatewayHosts = {
  dev: 'https://stage-secure-gateway.hipay-tpp.com',
  stage: 'https://stage-secure-gateway.hipay-tpp.com',
  prod: 'https://secure-gateway.hipay-tpp.com',
} as const;

export const orderPath = '/rest/v1/order';

const loopback = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?(\/[\w\-./]*)?$/;

/** True for an address on this computer, which may replace HiPay's gateway outside production. */
export const isLoopbackUrl = (url: string): boolean => loopback.test(url);

/** The address for orders. Ignores a replacement that is not on this computer, and every replacement in production. */
export function gatewayUrl(settings: Settings): string {
  const { gatewayUrl: replacement } = settings.hipay;
  const base =
    replacement && settings.environment !== 'prod' && isLoopbackUrl(replacement)
      ? replacement.replace(/\/$/, '')
      : gatewayHosts[settings.environment];
  return base + orderPath;
}
