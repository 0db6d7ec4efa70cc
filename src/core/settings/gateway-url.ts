import type { Settings } from './settings.ts';

/** HiPay's gateway hosts, the only ones outside this machine that money is ever told to (facts: hipay.md 3.1). */
export const gatewayHosts = {
  dev: 'https://stage-secure-gateway.hipay-tpp.com',
  stage: 'https://stage-secure-gateway.hipay-tpp.com',
  prod: 'https://secure-gateway.hipay-tpp.com',
} as const;

export const orderPath = '/rest/v1/order';

const loopback = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?(\/[\w\-./]*)?$/;

/** May this address stand in for HiPay? Only on this machine, and only outside production. */
export const isLoopbackUrl = (url: string): boolean => loopback.test(url);

/** Where orders go. A stand-in that is not on this machine is ignored. */
export function gatewayUrl(settings: Settings): string {
  const { gatewayUrl: standIn } = settings.hipay;
  const base =
    standIn && settings.environment !== 'prod' && isLoopbackUrl(standIn)
      ? standIn.replace(/\/$/, '')
      : gatewayHosts[settings.environment];
  return base + orderPath;
}
