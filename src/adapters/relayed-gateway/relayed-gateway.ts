import type { Gateway, GatewayReply } from '../../core/ports/gateway.ts';
import { relayedReply } from '../../core/relay/gateway-messages.ts';

/** Longer than the sidecar's own call to HiPay may take, so that its answer is the one that counts. */
const limitMs = 75_000;

/** HiPay's order call by way of the sidecar, which knows the account: nothing secret is here. */
export function relayedGateway(url: string, fetchRelay: typeof fetch = fetch, timeoutMs = limitMs): Gateway {
  return {
    async sendOrder(_account, fields, signal): Promise<GatewayReply> {
      const limit = AbortSignal.timeout(timeoutMs);
      try {
        const response = await fetchRelay(url, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ fields }),
          redirect: 'error',
          credentials: 'same-origin',
          cache: 'no-store',
          signal: signal ? AbortSignal.any([signal, limit]) : limit,
        });
        const reply = relayedReply.safeParse(await response.json());
        if (!reply.success) return { kind: 'no-answer', reason: 'no-sidecar' };
        if (reply.data.kind === 'no-answer') return reply.data;
        const { retryAfter, date, ...answer } = reply.data;
        return {
          ...answer,
          ...(retryAfter !== undefined && { retryAfter }),
          ...(date !== undefined && { date }),
        };
      } catch {
        if (signal?.aborted) return { kind: 'no-answer', reason: 'aborted' };
        return { kind: 'no-answer', reason: limit.aborted ? 'timeout' : 'no-sidecar' };
      }
    },
  };
}
