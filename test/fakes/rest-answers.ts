import { expect } from 'vitest';
import type * as z from 'zod/mini';
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

/** The answer has what its schema requires, and no field that its schema does not name. */
export function expectAnswer(schema: AnswerSchema, body: unknown): void {
  expect(schema.safeParse(body).error?.issues ?? []).toEqual([]);
  const named = Object.keys(schema.shape);
  expect(Object.keys(body as object).filter((field) => !named.includes(field))).toEqual([]);
}

/** Parses an answer of the REST interface by the schema of its path. Leaves other paths alone. */
export async function expectDescribedAnswer(method: string, path: string, reply: Response): Promise<void> {
  const { pathname } = new URL(path, 'http://localhost');
  const schema = schemas[`${method} ${pathname.replace(/^\/orders\/.*/, '/orders')}`];
  if (!schema || !reply.headers.get('content-type')?.startsWith('application/json')) return;
  expectAnswer(reply.status === 200 ? schema : errorAnswer, await reply.clone().json());
}

/** `paymentReply`; its body must match the description. */
export const describedReply: typeof paymentReply = (answer, echo) => {
  const reply = paymentReply(answer, echo);
  expectAnswer('error' in reply.body ? errorAnswer : orderAnswer, reply.body);
  return reply;
};
