import type { Context, Hono } from 'hono';
import type { FailureName } from '../../core/failures/failures.ts';
import { type Charge, nothingSent } from '../../core/payment/money-text.ts';
import { errorBody, errorReply } from '../../core/rest/error-reply.ts';
import type {
  CheckAnswer,
  ConfigAnswer,
  ErrorAnswer,
  HealthAnswer,
  OrderAnswer,
  StopAnswer,
  VersionAnswer,
} from '../../core/rest/rest-messages.ts';
import { keepDocumentedFields } from '../../core/rest/strict-answer.ts';
import { decodeText } from '../../core/text-encoding.ts';
import type { CredentialCheck } from '../access/credential-check.ts';

/** A JSON answer, with `no-store`: an answer about money must not come from a cache. */
export const jsonReply = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  });

type RestAnswer =
  | OrderAnswer
  | ErrorAnswer
  | VersionAnswer
  | ConfigAnswer
  | StopAnswer
  | CheckAnswer
  | HealthAnswer;

/** Reduces an answer to HiPay's documented fields (`connector.strict_answers`). */
export async function strictAnswer(reply: Response): Promise<Response> {
  if (reply.headers.get('content-type') !== 'application/json') return reply;
  const body = JSON.stringify(keepDocumentedFields(await reply.json()));
  return new Response(body, { status: reply.status, headers: reply.headers });
}

/** Answers with a message of the REST interface. The caller must name its type: `restReply<VersionAnswer>({ version })`. */
export const restReply = <Answer extends RestAnswer = never>(
  body: NoInfer<Answer>,
  status = 200,
  headers: Record<string, string> = {},
): Response => jsonReply(body, status, headers);

/** Answers with a failure in HiPay's error format, and with the status of that failure. */
export const failureReply = (
  failure: FailureName,
  charge: Charge,
  detail?: string,
  headers?: Record<string, string>,
): Response => {
  const { status, body } = errorReply(failure, charge, detail);
  return restReply<ErrorAnswer>(body, status, headers);
};

/** Answers a request that is wrong as HTTP (path, method, size ...), in HiPay's error format with the given status. */
export const invalidReply = (status: number, detail: string, headers?: Record<string, string>): Response =>
  restReply<ErrorAnswer>(errorBody('request-invalid', nothingSent, detail), status, headers);

export type Handler = (context: Context) => Response | Promise<Response>;

/** The methods of one path. `elsewhere`: another route answers this method (`GET /` is the page). */
export type Methods = Readonly<Partial<Record<'GET' | 'POST' | 'PUT', Handler | 'elsewhere'>>>;

/** What the listener knows of a request's connection, for the routes. */
export interface RequestEnv {
  /** Marks an authenticated caller, so that the connection limit does not close it (connection-limiter.ts). */
  markKnown(): void;
  /** Aborted once the caller has closed its sending side, or the whole connection. */
  readonly clientClosed: AbortSignal;
  /**
   * Aborted once the caller's socket is closed or reset before the whole answer was written. A half-close is not the end:
   * such a caller may still read. Over TCP, a close and a half-close look the same before the answer is written.
   */
  readonly tillLeft: AbortSignal;
  /**
   * True once the system has taken the whole answer, and the caller's side has not refused it. False if the socket was
   * closed or reset before. Never rejects.
   */
  readonly answerWritten: Promise<boolean>;
}

/** Adds a REST path: Basic authentication on each method, and 405 with `Allow` for all other methods. */
export function addRestPath(app: Hono, path: string, methods: Methods, check: CredentialCheck): void {
  const allow = Object.keys(methods).join(', ');
  app.all(path, async (context, next) => {
    const { method } = context.req;
    const handler = methods[(method === 'HEAD' ? 'GET' : method) as keyof Methods];
    if (handler === 'elsewhere') return next();
    if (!handler || method === 'HEAD')
      return invalidReply(405, `${method} is not offered here, only ${allow}`, { allow });
    // Some of HiPay's own calls use the second header name.
    const header = context.req.header('authorization') ?? context.req.header('x-authorization');
    const { markKnown, tillLeft, clientClosed } = (context.env ?? {}) as Partial<RequestEnv>;
    const verdict = await check(header, { tillLeft, clientClosed });
    if (verdict === 'right') {
      markKnown?.();
      return handler(context);
    }
    return verdict === 'wrong' ? unauthorizedReply(context) : tooManyGuessesReply(verdict.waitMs);
  });
}

/** A browser gets no `www-authenticate`: it would remember the password and send it with any page's request. */
function unauthorizedReply(context: Context): Response {
  const fromBrowser = context.req.header('origin') ?? context.req.header('sec-fetch-site');
  return failureReply(
    'unauthorized',
    nothingSent,
    undefined,
    fromBrowser === undefined
      ? { 'www-authenticate': 'Basic realm="HiPay ECR Connector", charset="UTF-8"' }
      : {},
  );
}

/** Answers a wrong password while too many answers to wrong passwords, perhaps of other callers, are held back already. */
const tooManyGuessesReply = (waitMs: number): Response =>
  failureReply('too-many-guesses', nothingSent, undefined, {
    'retry-after': String(Math.ceil(waitMs / 1000)),
  });

/** Maximum size of a body, in bytes. A till's request has a few hundred, or a few thousand with a long cart. */
export const largestBody = 65_536;

/** Maximum depth of a body, more than our fields need. Without it, an answer that repeats the value could exhaust the stack. */
const maxDepth = 16;

export type BodyReading =
  /** `text`: the JSON text. */
  | { readonly ok: true; readonly value: unknown; readonly text: string }
  | { readonly ok: false; readonly status: 400 | 413 | 415; readonly reason: string };

const unreadableBody = (status: 400 | 413 | 415, reason: string): BodyReading => ({
  ok: false,
  status,
  reason,
});

/**
 * Reads a JSON body as old tills send it: with any content type or none, with a byte order mark, in UTF-8, UTF-16 or
 * Windows-1252.
 */
export async function readBody(request: Request, largest = largestBody): Promise<BodyReading> {
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity')
    return unreadableBody(415, `the body must not be compressed (${encoding.slice(0, 20)})`);
  const tooLarge = unreadableBody(413, `the body must not be larger than ${largest} bytes`);
  if (Number(request.headers.get('content-length') ?? 0) > largest) return tooLarge;
  const bytes = await readBytes(request.body, largest).catch(() => 'cut' as const);
  if (bytes === 'cut') return unreadableBody(400, 'the body did not arrive whole');
  if (!bytes) return tooLarge;
  const text = decodeText(bytes).text.trim();
  if (text === '') return unreadableBody(400, 'body: must be a JSON object such as {"amount": "10,23"}');
  try {
    const value: unknown = JSON.parse(text);
    return isShallow(value) ? { ok: true, value, text } : unreadableBody(400, 'body: is nested too deeply');
  } catch {
    return unreadableBody(400, 'body: is not valid JSON');
  }
}

/** Reads the bytes of a body; undefined if there are more than allowed. */
async function readBytes(
  body: ReadableStream<Uint8Array> | null,
  largest: number,
): Promise<Uint8Array | undefined> {
  if (!body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > largest) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function isShallow(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) return false;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return true;
}
