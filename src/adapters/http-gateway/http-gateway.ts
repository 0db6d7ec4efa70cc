import type { GatewayReply } from '../../core/hipay/order-answer.ts';
import type { Gateway, GatewayAccount } from '../../core/ports/gateway.ts';
import { gatewayHosts, isLoopbackUrl, orderPath } from '../../core/settings/gateway-url.ts';

/** HiPay recommends 60 s: a shorter limit would report an order as lost that HiPay still creates. */
const limitMs = 60_000;
/** HiPay's answers have a few kilobytes; the longer page of a captive portal is cut. */
const longestBody = 64 * 1024;

const basic = ({ login, password }: GatewayAccount): string => {
  const bytes = new TextEncoder().encode(`${login}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
};

const mayBeCalled = (url: string): boolean =>
  isLoopbackUrl(url) || Object.values<string>(gatewayHosts).some((host) => url === host + orderPath);

/** HiPay's order call with `fetch`: form-encoded, answer in JSON, no redirects, no cookies, at most 60 s. */
export function httpGateway(fetchOrder: typeof fetch = fetch, timeoutMs = limitMs): Gateway {
  return {
    async sendOrder(account, fields, signal): Promise<GatewayReply> {
      // The settings were checked before. This second check keeps payment data from a third party if that check fails.
      if (!mayBeCalled(account.url)) return { kind: 'no-answer', reason: 'refused-url' };
      const limit = AbortSignal.timeout(timeoutMs);
      try {
        const response = await fetchOrder(account.url, {
          method: 'POST',
          headers: { Authorization: basic(account), Accept: 'application/json' },
          body: new URLSearchParams(fields.map(([name, value]) => [name, value])),
          redirect: 'manual',
          credentials: 'omit',
          cache: 'no-store',
          referrerPolicy: 'no-referrer',
          signal: signal ? AbortSignal.any([signal, limit]) : limit,
        });
        if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
          return { kind: 'no-answer', reason: 'redirect' };
        }
        const body = (await response.text()).slice(0, longestBody);
        const retryAfter = response.headers.get('retry-after');
        const date = response.headers.get('date');
        return {
          kind: 'answered',
          status: response.status,
          body,
          ...(retryAfter !== null && { retryAfter }),
          // A longer text is not a date, and would make the relay's whole reply unreadable.
          ...(date !== null && date.length <= 64 && { date }),
        };
      } catch {
        if (signal?.aborted) return { kind: 'no-answer', reason: 'aborted' };
        return { kind: 'no-answer', reason: limit.aborted ? 'timeout' : 'network' };
      }
    },
  };
}
