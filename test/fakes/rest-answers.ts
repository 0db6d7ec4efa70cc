import { expect } from 'vitest';
import type * as z from 'zod/mini';
import { openApi } from '../../src/core/rest/openapi.ts';
import { paymentReply } from '../../src/core/rest/order-reply.ts';
import {
  checkAnswer,
  configAnswer,
  errorAnswer,
  healthAnswer,
  orderAnswer,
  stopAnswer,
  versionAnswer,
} from '../../src/core/rest/rest-messages.ts';

export type AnswerSchema = z.ZodMiniObject;

/** The schema of the answer with status 200, by method and path. */
const schemas: Readonly<Record<string, AnswerSchema>> = {
  'POST /': orderAnswer,
  'POST /order': orderAnswer,
  'GET /orders': orderAnswer,
  'GET /version': versionAnswer,
  'GET /config': configAnswer,
  'GET /stop': stopAnswer,
  'GET /check': checkAnswer,
  'GET /health': healthAnswer,
};

/** Expects that the answer has what its schema requires, and no field that its schema does not name. */
export function expectAnswer(schema: AnswerSchema, body: unknown): void {
  expect(schema.safeParse(body).error?.issues ?? []).toEqual([]);
  const named = Object.keys(schema.shape);
  expect(Object.keys(body as object).filter((field) => !named.includes(field))).toEqual([]);
}

type Described = Partial<Record<string, { readonly responses: object }>>;
const describedPaths: Partial<Record<string, Described>> = openApi('http://localhost', '1').paths as never;

/** The description of the REST interface has this status, for a path that it names. */
function expectDescribedStatus(method: string, pathname: string, status: number): void {
  const calls = describedPaths[pathname.replace(/^\/orders\/.*/, '/orders/{order_id}')];
  const call = calls?.[method.toLowerCase()] ?? calls?.['get'] ?? calls?.['post'];
  if (call) expect(Object.keys(call.responses), `${method} ${pathname}`).toContain(String(status));
}

/** Parses an answer of the REST interface by the schema of its path. Does not check other paths. */
export async function expectDescribedAnswer(method: string, path: string, reply: Response): Promise<void> {
  const { pathname } = new URL(path, 'http://localhost');
  expectDescribedStatus(method, pathname, reply.status);
  const schema = schemas[`${method} ${pathname.replace(/^\/orders\/.*/, '/orders')}`];
  if (!schema || !reply.headers.get('content-type')?.startsWith('application/json')) return;
  expectAnswer(reply.status === 200 ? schema : errorAnswer, await reply.clone().json());
}

/** Returns `paymentReply`, whose body must match its schema. */
export const describedReply: typeof paymentReply = (answer, echo) => {
  const reply = paymentReply(answer, echo);
  expectAnswer('error' in reply.body ? errorAnswer : orderAnswer, reply.body);
  return reply;
};
