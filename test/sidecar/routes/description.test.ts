import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { openApi } from '../../../src/core/rest/openapi.ts';
import {
  checkAnswer,
  configAnswer,
  errorAnswer,
  healthAnswer,
  orderAnswer,
  orderRequest,
  stopAnswer,
  versionAnswer,
} from '../../../src/core/rest/rest-messages.ts';
import { sampleRequest } from '../../core/rest/rest-samples.ts';
import { type AnswerSchema, expectAnswer } from '../../fakes/rest-answers.ts';
import { asTill, postOrder, runningSidecar } from '../helpers/running-sidecar.ts';
import { sharedSidecar } from '../helpers/shared-sidecar.ts';

const shared = sharedSidecar();
const order = { amount: '10,23', currency: 'EUR', order_id: 'Described_1' };

describe('GET /openapi.json', () => {
  test('is a valid OpenAPI 3.1 description', async () => {
    const reply = await fetch(`${shared.sidecar.url}/openapi.json`);
    const document = await reply.json();
    expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: shared.sidecar.pageUrl }] });
    expect(await new Validator().validate(document)).toMatchObject({ valid: true });
  });
  test('the validator rejects a wrong description', async () => {
    const { info: _, ...broken } = openApi('http://localhost:1', '1');
    expect(await new Validator().validate(broken)).toMatchObject({ valid: false });
  });
  test('every described path exists, and asks for the password', async () => {
    const { paths } = openApi('http://localhost:1', '1');
    for (const [path, methods] of Object.entries(paths)) {
      for (const method of ['get', 'post'].filter((name) => name in methods)) {
        const url = shared.sidecar.url + path.replace('{order_id}', 'X');
        expect((await fetch(url, { method })).status, `${method} ${path}`).toBe(401);
      }
    }
  });
});

describe('the real answers match the description', () => {
  const answers = async (schema: AnswerSchema, reply: Response, status = 200) => {
    expect(reply.status).toBe(status);
    expectAnswer(schema, await reply.json());
  };
  test('of /order and /orders', async () => {
    expect(orderRequest.safeParse({ ...sampleRequest, currency: 'EUR' }).success).toBe(true);
    await answers(orderAnswer, await postOrder(shared.sidecar, order));
    await answers(errorAnswer, await postOrder(shared.sidecar, { amount: 0 }), 400);
    await answers(errorAnswer, await asTill(shared.sidecar, '/orders/Unknown_1'), 404);
  });
  test('of /version, /config, /check, /health and /stop', async () => {
    await answers(versionAnswer, await asTill(shared.sidecar, '/version'));
    await answers(configAnswer, await asTill(shared.sidecar, '/config'));
    await answers(checkAnswer, await asTill(shared.sidecar, '/check'));
    await answers(healthAnswer, await asTill(shared.sidecar, '/health'));
    await answers(stopAnswer, await asTill(await runningSidecar(), '/stop'));
  });
});

test('GET /docs shows every path and every field, without scripts or foreign files', async () => {
  const reply = await fetch(`${shared.sidecar.url}/docs`);
  expect(reply.headers.get('content-type')).toContain('text/html');
  const page = await reply.text();
  for (const path of Object.keys(openApi('', '').paths)) expect(page).toContain(`${path}</code>`);
  for (const field of Object.keys(orderAnswer.shape)) expect(page).toContain(`<code>${field}</code>`);
  expect(page).not.toMatch(/<script|https?:\/\/|src=/);
});

test('GET /metrics counts payments by outcome and requests by status, and names no order', async () => {
  const sidecar = shared.sidecar;
  const figures = async () => {
    const reply = await asTill(sidecar, '/metrics');
    expect(reply.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    return reply.text();
  };
  const count = (text: string, line: string) =>
    Number(
      text
        .split('\n')
        .find((each) => each.startsWith(line))
        ?.split(' ')
        .at(-1) ?? 0,
    );
  const paidLine = 'hipay_ecr_payments_total{outcome="APPROVED",type="Debit",replayed="false"}';
  const before = await figures();
  await postOrder(sidecar, { ...order, order_id: 'Measured_1' });
  await postOrder(sidecar, { amount: 'x' });
  const after = await figures();
  expect(count(after, paidLine) - count(before, paidLine)).toBe(1);
  const refusedLine = 'hipay_ecr_http_requests_total{method="POST",status="400"}';
  expect(count(after, refusedLine) - count(before, refusedLine)).toBe(1);
  expect(after).toContain('hipay_ecr_pages 1');
  expect(after).toContain('hipay_ecr_terminal_ready 1');
  expect(after).not.toContain('Measured_1');
});
