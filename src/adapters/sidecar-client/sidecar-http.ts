import { type FoundTerminal, relayedReply, terminalKept } from '../../core/connector-api/sidecar-contract.ts';
import { accountMark } from '../../core/hipay/entry-account.ts';
import type { GatewayReply } from '../../core/hipay/gateway-reply.ts';
import { readLimitedJson } from '../../core/limited-answer.ts';
import type { Gateway, GatewayAccount } from '../../core/ports/gateway.ts';
import { postToSidecar } from './post-to-sidecar.ts';

/** Longer than the sidecar's own limit for its call to HiPay, so that the sidecar reports a timeout of HiPay first. */
const limitMs = 75_000;
/** Longest answer, in bytes: HiPay's answer of 1 MiB as a JSON text, in which a character may take six. */
const largestReply = 8 * 1024 * 1024;

/** Calls HiPay through the sidecar. The sidecar has the account, so the page needs no secret. */
export function relayedGateway(url: string, fetchRelay: typeof fetch = fetch, timeoutMs = limitMs): Gateway {
  const call = async (body: object, signal: AbortSignal | undefined): Promise<GatewayReply> => {
    const limit = AbortSignal.timeout(timeoutMs);
    const ended = signal ? AbortSignal.any([signal, limit]) : limit;
    try {
      const response = await postToSidecar(url, body, { fetchSidecar: fetchRelay, signal: ended });
      const relayed = await readLimitedJson(response, { bytes: largestReply, signal: ended });
      return readRelayed(relayed, response.status);
    } catch {
      if (signal?.aborted) return { kind: 'no-answer', reason: 'aborted' };
      // The sidecar may have sent the order before the connection to it was cut.
      return { kind: 'no-answer', reason: limit.aborted ? 'timeout' : 'no-sidecar' };
    }
  };
  // An account without a login says nothing about the sidecar's.
  const meant = (account: GatewayAccount) => (account.login === '' ? {} : { account: accountMark(account) });
  return {
    sendOrder: (account, fields, signal) => call({ ...meant(account), fields }, signal),
    lookUpOrder: (account, orderId, signal) => call({ ...meant(account), lookUp: orderId }, signal),
  };
}

function readRelayed(body: unknown, status: number): GatewayReply {
  const reply = relayedReply.safeParse(body);
  if (!reply.success) {
    // A sidecar that refuses the call itself (this page is not paired) has sent nothing.
    const isRefused = status >= 400 && status < 500;
    return { kind: 'no-answer', reason: 'no-sidecar', ...(isRefused && { beforeSending: true }) };
  }
  if (reply.data.kind === 'no-answer') {
    const { beforeSending, ...rest } = reply.data;
    return { ...rest, ...(beforeSending && { beforeSending }) };
  }
  const { retryAfter, date, isCut, ...answer } = reply.data;
  return {
    ...answer,
    ...(isCut && { isCut }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(date !== undefined && { date }),
  };
}

const keepLimitMs = 10_000;
const largestKept = 64 * 1024;

/**
 * Makes the sidecar write the found settings into its configuration file. Resolves with false if the sidecar could not
 * write them, was not reachable or did not answer. A sidecar that did not answer may have written them, so a person must
 * check. A second write does no harm.
 */
export async function saveFoundTerminal(
  url: string,
  found: FoundTerminal,
  fetchSidecar: typeof fetch = fetch,
): Promise<boolean> {
  const signal = AbortSignal.timeout(keepLimitMs);
  try {
    const response = await postToSidecar(url, found, { fetchSidecar, signal });
    const body = await readLimitedJson(response, { bytes: largestKept, signal });
    return terminalKept.safeParse(body).data?.kept ?? false;
  } catch {
    return false;
  }
}
