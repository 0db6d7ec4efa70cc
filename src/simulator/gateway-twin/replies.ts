import type { Clock } from '../../core/ports/clock.ts';

/** Where a call came in, as far as a line can be cut there: Node's request in the sidecar, nothing in process. */
export interface Reached {
  readonly incoming?: { readonly socket: { destroy(): unknown } };
}

/** HiPay's errors by HTTP status, code and message (its error page; the status of a duplicate is our guess). */
const errors = {
  credentials: [401, '1000001', 'Incorrect Credentials'],
  signature: [403, '1000002', 'Incorrect Signature'],
  forbidden: [403, '1000006', 'Forbidden'],
  validation: [400, '1010201', 'Validation Error'],
  'not-json': [406, '1010201', 'This twin answers in JSON only'],
  duplicate: [400, '3010004', 'Duplicate Order'],
  internal: [500, '1010001', 'Internal Error'],
  'too-many': [429, '1000008', 'Temporarily unavailable'],
} as const;

const json = { 'content-type': 'application/json; encoding=UTF-8' };

export const answer = (body: unknown): Response => new Response(JSON.stringify(body), { headers: json });

/** An error of HiPay's. Its code is a text on the wire. */
export function hipayError(
  name: keyof typeof errors,
  description?: string,
  headers: Record<string, string> = {},
  code?: string,
): Response {
  const [status, usual, message] = errors[name];
  const body = { code: code ?? usual, message, description: description ?? message };
  return new Response(JSON.stringify(body), { status, headers: { ...json, ...headers } });
}

export const html = (): Response =>
  new Response('<!doctype html><title>Welcome to the Wi-Fi</title>', {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });

/** Ends the line without an answer. In process, where there is none, the body fails as it is read. */
export function cutLine({ incoming }: Reached): Response {
  incoming?.socket.destroy();
  const body = new ReadableStream({
    pull: (controller) => controller.error(new TypeError('the line was cut')),
  });
  return new Response(incoming ? null : body);
}

export const slowly = (clock: Clock, ms: number): Promise<void> =>
  new Promise((resolve) => clock.after(ms, resolve));
