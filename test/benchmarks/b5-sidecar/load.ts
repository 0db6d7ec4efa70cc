import autocannon from 'autocannon';
import { authorization } from './servers.ts';

export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

interface BenchmarkRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  /** The expected status; another one is an error of the benchmark. */
  readonly status: number;
}

export const version: BenchmarkRequest = { method: 'GET', path: '/version', status: 200 };
/** An order without an amount: refused after it was read and checked completely. */
export const refused: BenchmarkRequest = {
  method: 'POST',
  path: '/order',
  body: JSON.stringify({ currency: 'EUR', order_id: 'Order_12345', customer: { firstname: 'John' } }),
  status: 400,
};

/** Sends requests over `connections` keep-alive connections, one after the other on each. */
export async function load(
  origin: string,
  request: BenchmarkRequest,
  connections: number,
  seconds: number,
): Promise<Load> {
  const { method, path, body, status } = request;
  const result = await autocannon({
    url: origin + path,
    connections,
    duration: seconds,
    method,
    ...(body !== undefined && { body }),
    headers: { authorization, 'content-type': 'application/json' },
  });
  const right = status < 300 ? result['2xx'] : result['4xx'];
  if (result.errors > 0 || right !== result.requests.total)
    throw new Error(
      `${path}: ${result.requests.total - right} answers of another kind, ${result.errors} errors`,
    );
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
}
