import type { FailureName } from '../../core/failures.ts';
import { errorBody, errorReply } from '../../core/pos-api/error-reply.ts';

/** A JSON answer. `no-store`: an answer about money must not come out of a cache. */
export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  });

/** A failure in the seed's error shape, with its own status. */
export const failed = (failure: FailureName, detail?: string, headers?: Record<string, string>): Response => {
  const { status, body } = errorReply(failure, detail);
  return json(body, status, headers);
};

/** A request that is wrong as HTTP: the seed's error shape under another status than 400. */
export const invalid = (status: number, detail: string, headers?: Record<string, string>): Response =>
  json(errorBody('request-invalid', detail), status, headers);
