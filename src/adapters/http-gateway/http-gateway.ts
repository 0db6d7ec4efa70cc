import type { GatewayReply } from '../../core/hipay/gateway-reply.ts';
import { withHiddenSecrets } from '../../core/hipay/hidden-reply.ts';
import { dropAnswer, readLimitedText } from '../../core/limited-answer.ts';
import type { Gateway, GatewayAccount } from '../../core/ports/gateway.ts';
import {
  gatewayHosts,
  isLoopbackUrl,
  lookUpHosts,
  lookUpPath,
  orderPath,
} from '../../core/settings/gateway-url.ts';

/** HiPay recommends 60 s. With a shorter limit, an order that HiPay still creates would be reported as failed. */
const limitMs = 60_000;
/**
 * Longest answer that is read whole, in bytes. HiPay's answers have a few thousand bytes; the answer to a look-up lists every
 * transaction of the order.
 */
const largestAnswer = 1024 * 1024;

const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

const basicAuthorization = ({ login, password }: GatewayAccount): string =>
  `Basic ${base64(`${login}:${password}`)}`;

const mayBeCalled = (url: string, hosts: Readonly<Record<string, string>>, path: string): boolean =>
  isLoopbackUrl(url) || Object.values(hosts).some((host) => url === host + path);

/**
 * Errors of Node's `fetch` after which certainly nothing was sent: no name was resolved, or no connection was made. A browser
 * does not tell its page what happened.
 */
const notResolved = new Set(['ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);
/** Errors that an open connection may have too, after the order was written: the system call shows which. */
const unreachable = new Set(['ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH']);

/** Node names the reason of a failed `fetch` in `cause`; for a host with several addresses, in each of its `errors`. */
function failedBeforeSending(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const causes: unknown[] = cause instanceof AggregateError ? cause.errors : [cause];
  return causes.length > 0 && causes.every(isOfConnecting);
}

function isOfConnecting(cause: unknown): boolean {
  const { code = '', syscall } = (cause ?? {}) as { readonly code?: string; readonly syscall?: string };
  return notResolved.has(code) || (unreachable.has(code) && syscall === 'connect');
}

/**
 * Calls HiPay with `fetch`: orders are form-encoded, answers are JSON, no redirects, no cookies, at most 60 s. `callHost`
 * is `fetch`. `inBrowser`: the answer to a look-up may be hidden from the page.
 */
export function httpGateway(
  callHost: typeof fetch = fetch,
  timeoutMs = limitMs,
  { inBrowser = false }: { readonly inBrowser?: boolean } = {},
): Gateway {
  const call = async (
    account: GatewayAccount,
    url: string,
    request: Pick<RequestInit, 'method' | 'body'>,
    sent: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<GatewayReply> => {
    const limit = AbortSignal.timeout(timeoutMs);
    const ended = signal ? AbortSignal.any([signal, limit]) : limit;
    try {
      const response = await callHost(url, {
        ...request,
        headers: { Authorization: basicAuthorization(account), Accept: 'application/json' },
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        signal: ended,
      });
      if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
        dropAnswer(response);
        return { kind: 'no-answer', reason: 'redirect' };
      }
      return withHiddenSecrets(await readReply(response, ended), secretsOf(account), sent);
    } catch (error) {
      if (signal?.aborted) return { kind: 'no-answer', reason: 'aborted' };
      const reason = limit.aborted ? 'timeout' : 'network';
      return { kind: 'no-answer', reason, ...(failedBeforeSending(error) && { beforeSending: true }) };
    }
  };
  // The settings were already checked. If an error lets a wrong address pass, no third party gets payment data.
  const refused: GatewayReply = { kind: 'no-answer', reason: 'refused-url' };
  return {
    async sendOrder(account, fields, signal) {
      if (!mayBeCalled(account.url, gatewayHosts, orderPath)) return refused;
      const body = new URLSearchParams(fields.map(([name, value]) => [name, value]));
      const sent = fields.map(([, value]) => value);
      return call(account, account.url, { method: 'POST', body }, sent, signal);
    },
    async lookUpOrder(account, orderId, signal) {
      if (!mayBeCalled(account.lookUpUrl, lookUpHosts, lookUpPath)) return refused;
      // An order number that consists of dots would be another path.
      if (/^\.{0,2}$/.test(orderId)) return refused;
      // Half of an emoji cannot be encoded. It is replaced as in the order form.
      const number = encodeURIComponent(orderId.replace(/\p{Surrogate}/gu, '\ufffd'));
      const url = `${account.lookUpUrl}/${number}`;
      const reply = await call(account, url, { method: 'GET' }, [orderId], signal);
      const isSilent = inBrowser && reply.kind === 'no-answer' && reply.reason === 'network';
      if (!isSilent || !(await isReachable(new URL('/', url).href, callHost, timeoutMs))) return reply;
      return { kind: 'no-answer', reason: 'unreadable' };
    },
  };
}

/**
 * A browser reports an answer that it hides from the page (CORS) as a network failure. A call in the mode `no-cors` succeeds if
 * the host is there: the page cannot read its answer.
 */
async function isReachable(host: string, callHost: typeof fetch, timeoutMs: number): Promise<boolean> {
  try {
    const { type } = await callHost(host, {
      mode: 'no-cors',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return type === 'opaque';
  } catch {
    return false;
  }
}

function secretsOf(account: GatewayAccount): string[] {
  const secrets = [account.password, account.hashKey ?? ''];
  const encoded = [`${account.login}:${account.password}`, ...secrets].map(base64);
  // Some programs leave out the padding at the end of base64.
  return [...secrets, ...encoded, ...encoded.map((text) => text.replace(/=+$/, ''))];
}

async function readReply(
  response: Response,
  signal: AbortSignal,
): Promise<GatewayReply & { kind: 'answered' }> {
  const { text, isCut } = await readLimitedText(response, { bytes: largestAnswer, signal });
  const retryAfter = response.headers.get('retry-after');
  const date = response.headers.get('date');
  return {
    kind: 'answered',
    status: response.status,
    body: text,
    ...(isCut && { isCut }),
    ...(retryAfter !== null && { retryAfter }),
    // A longer header is not a date. The schema of relayed replies limits it too: a longer one would invalidate the reply.
    ...(date !== null && date.length <= 64 && { date }),
  };
}
