import type { GatewayReply } from '../../core/hipay/order-answer.ts';
import type { Gateway, GatewayAccount } from '../../core/ports/gateway.ts';
import { gatewayHosts, isLoopbackUrl, orderPath } from '../../core/settings/gateway-url.ts';

/** HiPay recommends 60 s. With a shorter limit, an order that HiPay still creates would be reported as failed. */
const limitMs = 60_000;
/** Longest answer that is read whole, in characters. HiPay's are shorter; a longer page of a captive portal is cut. */
const maxBodyLength = 64 * 1024;

const basicAuthorization = ({ login, password }: GatewayAccount): string => {
  const bytes = new TextEncoder().encode(`${login}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
};

const mayBeCalled = (url: string): boolean =>
  isLoopbackUrl(url) || Object.values<string>(gatewayHosts).some((host) => url === host + orderPath);

/** Sends orders to HiPay with `fetch`: form-encoded, answers in JSON, no redirects, no cookies, at most 60 s. */
export function httpGateway(fetchOrder: typeof fetch = fetch, timeoutMs = limitMs): Gateway {
  return {
    async sendOrder(account, fields, signal): Promise<GatewayReply> {
      // The settings were already checked. If an error lets a wrong address pass, no third party gets payment data.
      if (!mayBeCalled(account.url)) return { kind: 'no-answer', reason: 'refused-url' };
      const limit = AbortSignal.timeout(timeoutMs);
      try {
        const response = await fetchOrder(account.url, {
          method: 'POST',
          headers: { Authorization: basicAuthorization(account), Accept: 'application/json' },
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
        const body = (await response.text()).slice(0, maxBodyLength);
        const retryAfter = response.headers.get('retry-after');
        const date = response.headers.get('date');
        return {
          kind: 'answered',
          status: response.status,
          body,
          ...(retryAfter !== null && { retryAfter }),
          // A longer header is not a date. The schema of relayed replies limits it too: a longer one would invalidate the reply.
          ...(date !== null && date.length <= 64 && { date }),
        };
      } catch {
        if (signal?.aborted) return { kind: 'no-answer', reason: 'aborted' };
        return { kind: 'no-answer', reason: limit.aborted ? 'timeout' : 'network' };
      }
    },
  };
}
