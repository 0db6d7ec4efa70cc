import type { Context, Hono } from 'hono';
import type { CredentialCheck } from '../auth/credential-check.ts';
import { failed, invalid } from './replies.ts';

export type Handler = (context: Context) => Response | Promise<Response>;

/** The methods of one path. `undefined` stands for one that somebody else answers (the page at `GET /`). */
export type Methods = Readonly<Partial<Record<'GET' | 'POST' | 'PUT', Handler | 'elsewhere'>>>;

/** What the listener knows of a request's connection. */
export interface ByWhom {
  /** The caller gave proof: its connection is not hung up on for want of room (door/callers.ts). */
  isKnown(): void;
  /** The caller has ended its side, or is gone. */
  readonly quiet: AbortSignal;
}

/** Adds a path of the REST surface: Basic on each method, 405 with `Allow` for the others. */
export function restPath(app: Hono, path: string, methods: Methods, check: CredentialCheck): void {
  const allow = Object.keys(methods).join(', ');
  app.all(path, async (context, next) => {
    const { method } = context.req;
    const handler = methods[(method === 'HEAD' ? 'GET' : method) as keyof Methods];
    if (handler === 'elsewhere') return next();
    if (!handler || method === 'HEAD')
      return invalid(405, `${method} is not offered here, only ${allow}`, { allow });
    // Some of HiPay's own calls use the second name.
    const header = context.req.header('authorization') ?? context.req.header('x-authorization');
    const verdict = await check(header);
    if (verdict === 'right') {
      (context.env as Partial<ByWhom> | undefined)?.isKnown?.();
      return handler(context);
    }
    return verdict === 'wrong' ? unauthorised(context) : notLookedAt(verdict.waitMs);
  });
}

/** Browsers are not asked for a password: they would remember it and send it along with any page's request. */
function unauthorised(context: Context): Response {
  const fromBrowser = context.req.header('origin') ?? context.req.header('sec-fetch-site');
  return failed(
    'unauthorized',
    undefined,
    fromBrowser === undefined
      ? { 'www-authenticate': 'Basic realm="HiPay ECR Connector", charset="UTF-8"' }
      : {},
  );
}

/** Too many wrong passwords, whoever sent them: this one was not looked at. */
const notLookedAt = (waitMs: number): Response =>
  failed('too-many-guesses', undefined, { 'retry-after': String(Math.ceil(waitMs / 1000)) });
