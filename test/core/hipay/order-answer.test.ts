import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GatewayReply } from '../../../src/core/hipay/gateway-reply.ts';
import { provesNotArrived, readOrderReply, readRetryAfter } from '../../../src/core/hipay/order-answer.ts';
import { gatewayUrl, gatewayUrls, isLoopbackUrl } from '../../../src/core/settings/gateway-url.ts';
import { settings } from '../../../src/core/settings/settings.ts';

const now = Date.UTC(2026, 10, 23, 12);
const sent = {
  orderId: 'Order_1',
  amount: '10.20',
  currency: 'EUR',
  merchantId: '1234567',
  operation: 'Sale',
  paymentId: 'payment-1',
  idInData: 'payment-1',
};
/** HiPay's yes as it is documented (hipay.md 3.6), and as it arrives: texts, and an empty text for what is missing. */
const whole = {
  ...{ state: 'completed', reason: '', forwardUrl: '', test: 'true', mid: '1234567', attemptId: '1' },
  ...{ transactionReference: '800000000001', status: '118', message: 'Captured', capturedAmount: '10.20' },
  ...{ decimals: '2', currency: 'EUR', paymentMethod: '', threeDSecure: '', debitAgreement: '' },
  order: { id: 'Order_1', attempts: '1', amount: '10.20', shipping: '0.00', decimals: '2', currency: 'EUR' },
};
const declined = { ...whole, state: 'declined', status: '113', message: 'Refused', capturedAmount: '0.00' };
const reply = (status: number, body: unknown, retryAfter?: string): GatewayReply => ({
  kind: 'answered',
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...(retryAfter && { retryAfter }),
});
const read = (status: number, body: unknown, retryAfter?: string) =>
  readOrderReply(reply(status, body, retryAfter), sent, now);

describe('the meaning of HiPay’s answer', () => {
  it.each([
    ['a completed order', 200, { state: 'completed', transactionReference: '800000000001' }, 'delivered'],
    ['a pending order', 200, { state: 'pending', transactionReference: 800000000001 }, 'delivered'],
    ['an order that waits for a form', 200, { state: 'forwarding', order: { id: 'Order_1' } }, 'delivered'],
    ['a part of an answer', 206, whole, 'later'],
    ['an answer that a proxy has changed', 203, whole, 'later'],
    ['an error inside a 200', 200, { code: '3010004' }, 'later'],
    ['an error with a yes', 200, { ...whole, code: '3010004', message: 'dup' }, 'later'],
    ['an error with a no', 200, { ...whole, state: 'declined', code: 3010004 }, 'later'],
    ['a declined order', 200, { ...declined, reason: { code: '4000001' } }, 'refused'],
    ['a page of a captive portal', 200, '<html>Wi-Fi</html>', 'later'],
    ['JSON that is not HiPay’s', 200, { ok: true }, 'later'],
    ['an empty 200', 200, '', 'later'],
    ['a duplicate, code as text', 400, { code: '3010004', message: 'Duplicate Order' }, 'duplicate'],
    ['a duplicate, code as number', 500, { code: 3010004 }, 'duplicate'],
    ['wrong credentials', 401, { code: '1000001', message: 'Incorrect Credentials' }, 'credentials'],
    ['a caller’s address that is not allowed', 403, { code: '1000009' }, 'credentials'],
    ['401 without a word', 401, '', 'credentials'],
    ['HiPay temporarily away', 503, { code: '1000008' }, 'later'],
    ['a field that is wrong', 400, { code: '1010202', description: 'too long' }, 'refused'],
    ['a fault of HiPay’s', 500, { code: '9999999' }, 'later'],
    ['a gateway time-out', 504, 'upstream', 'later'],
    ['a proxy’s 404', 404, { code: 404, message: 'Not Found' }, 'later'],
    ['a proxy’s 400 with a word as code', 400, { code: 'bad_request', message: 'no' }, 'later'],
    ['a proxy’s code that begins as HiPay’s', 404, { code: '100000', message: 'no route' }, 'later'],
    ['a proxy’s 403', 403, { code: 403, message: 'Forbidden' }, 'credentials'],
    ['too many calls', 429, '', 'later'],
    ['a method that is refused', 405, '', 'later'],
  ])('%s (%i %j) is %s', (_, status, body, kind) => expect(read(status, body).kind).toBe(kind));

  it('has the status of an error, and none if there was no answer', () => {
    expect(read(503, 'upstream')).toMatchObject({ kind: 'later', status: 503 });
    expect(read(429, '')).toMatchObject({ kind: 'later', status: 429 });
    expect(read(200, '<html>Wi-Fi</html>')).not.toHaveProperty('status');
    const silent = readOrderReply({ kind: 'no-answer', reason: 'network' }, sent, now);
    expect(silent).not.toHaveProperty('status');
  });
  it.each(['timeout', 'network', 'redirect', 'aborted', 'refused-url'] as const)(
    'no answer (%s) is tried again later',
    (reason) => {
      expect(readOrderReply({ kind: 'no-answer', reason }, sent, now)).toMatchObject({ kind: 'later' });
    },
  );
  it.each([
    ['network', 'network'],
    ['no-sidecar', 'sidecar'],
    ['timeout', undefined],
    ['redirect', undefined],
    ['aborted', undefined],
    ['refused-url', undefined],
  ] as const)('no answer (%s) names the failed route %s', (reason, wayAway) => {
    expect(readOrderReply({ kind: 'no-answer', reason }, sent, now)).toEqual({
      kind: 'later',
      detail: `no answer from HiPay (${reason})`,
      ...(wayAway && { wayAway }),
    });
  });
  it('an answer of any status names no failed route', () => {
    for (const status of [200, 429, 500]) expect(read(status, '')).not.toHaveProperty('wayAway');
  });
  const likeAnswers = fc
    .record(
      {
        state: fc.constantFrom('completed', 'pending', 'forwarding', 'declined'),
        transactionReference: fc.constantFrom('', '800000000001'),
        order: fc.constantFrom('', {}, { id: '' }, { id: 'Order_1' }),
        code: fc.constantFrom('3010004', 1010001),
      },
      { requiredKeys: ['state'] },
    )
    .map((body) => JSON.stringify(body));
  it('accepts "delivered" only from HiPay’s own answer, for any status and body', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 599 }),
        fc.oneof(fc.string(), fc.json(), likeAnswers),
        (status, body) => {
          const verdict = read(status, body);
          if (verdict.kind === 'delivered') {
            expect(status).toBeGreaterThanOrEqual(200);
            expect(status).toBeLessThan(300);
            const { state, order, transactionReference, code } = JSON.parse(body);
            expect(['completed', 'forwarding', 'pending']).toContain(state);
            expect(order?.id || transactionReference).toBeTruthy();
            expect(code).toBeUndefined();
          }
        },
      ),
    );
  });
  it('respects Retry-After of a refusal in JSON too', () => {
    expect(read(429, { code: '1', message: 'slow' }, '30')).toMatchObject({
      kind: 'later',
      retryAfterMs: 30_000,
    });
  });
  it.each([
    ['120', 120_000],
    [new Date(now + 60_000).toUTCString(), 60_000],
    [new Date(now - 60_000).toUTCString(), undefined],
    ['soon', undefined],
    ['999999999', 3_600_000],
    ['1'.repeat(400), 3_600_000],
    [new Date(now + 86_400_000).toUTCString(), 3_600_000],
    ['soon 5', undefined],
    ['Jan 2027', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    [new Date(now + 60_000).toISOString(), undefined],
  ])('Retry-After %s is a wait of %s ms', (header, ms) => expect(readRetryAfter(header, now)).toBe(ms));
});

describe('an answer with status 200', () => {
  it.each(['maintenance', '', 'DECLINED', 'Completed', 'captive', 'waiting'])(
    'with the unknown state %j is tried again later, and the detail names the state',
    (state) => {
      const verdict = read(200, { state, transactionReference: '8', order: { id: 'Order_1' } });
      expect(verdict).toMatchObject({ kind: 'later', detail: expect.stringContaining('unknown state') });
    },
  );
  it.each([
    ['another number', { order: { id: 'Order_2' } }, 'order Order_2'],
    ['another amount', { order: { id: 'Order_1', amount: '999.99' } }, 'amount 999.99'],
    ['an unreadable amount', { order: { amount: 'ten' } }, 'amount ten'],
    ['a hexadecimal amount', { order: { amount: '0xA' } }, 'amount 0xA'],
    ['a card number as its number', { order: { id: '4222222222222220' } }, 'order 422222******2220'],
    ['another currency', { order: { currency: 'USD' } }, 'currency USD'],
    ['another currency of the transaction', { currency: 'USD', order: { currency: 'EUR' } }, 'currency USD'],
  ])('with %s is tried again later, and the detail names the difference', (_, change, words) => {
    for (const state of ['completed', 'declined']) {
      const verdict = read(200, { state, ...change });
      expect(verdict).toEqual({ kind: 'later', detail: `HiPay answered for another order: ${words}` });
    }
  });
  it.each([
    { order: { id: 'Order_1', amount: '10.20', currency: 'EUR' }, currency: 'EUR' },
    { order: { id: 'Order_1', amount: 10.2 } },
    { order: '', currency: '', transactionReference: '800000000001' },
    { transactionReference: 800000000001 },
    whole,
    { ...whole, state: 'forwarding' },
    { ...whole, state: 'pending' },
  ])('counts as delivered with %j', (change) => {
    expect(read(200, { state: 'completed', ...change }).kind).toBe('delivered');
  });
  it.each([
    {},
    { order: {} },
    { order: '' },
    { order: { id: '', amount: '10.20', currency: 'EUR' }, transactionReference: '' },
    { currency: 'EUR', mid: '1234567' },
  ])('that names neither the order nor a transaction is tried again later: %j', (change) => {
    for (const state of ['completed', 'pending', 'forwarding', 'declined', 'error']) {
      const given = reply(200, { state, ...change });
      expect(readOrderReply(given, sent, now)).toEqual({
        kind: 'later',
        detail: 'the answer names neither the order nor a transaction',
      });
      expect(provesNotArrived(given, sent)).toBe(false);
    }
  });
  it('that has HiPay’s error code is tried again later, and the detail quotes the error', () => {
    const given = reply(200, { ...whole, code: '3010004', message: 'Duplicate Order' });
    expect(readOrderReply(given, sent, now)).toEqual({
      kind: 'later',
      detail: 'the answer has HiPay’s error code: 3010004 Duplicate Order',
    });
    expect(provesNotArrived(given, sent)).toBe(false);
  });
});

it('masks a card number in every text of an answer that is stored', () => {
  const error = { code: '1010201', message: 'bad 4222222222222220', description: 'no 4222 2222 2222 2220' };
  const answers = [read(400, error), read(200, { state: '4222222222222220' }), read(503, error)];
  for (const answer of [
    ...answers,
    read(200, { state: 'completed', transactionReference: '378282246310005' }),
  ])
    expect(JSON.stringify(answer)).not.toMatch(/\d{12}|\d{4} \d{4} \d{4}/);
  expect(read(200, { state: 'completed', transactionReference: '800000000001' })).toEqual({
    kind: 'delivered',
    transactionReference: '800000000001',
  });
});

it.each([
  ['132256656670', '132256656670'],
  ['800000000001', '800000000001'],
  ['20261201000007', '20261201000007'],
  ['2026-1201-0000-07', '2026-1201-0000-07'],
  ['4111111111111111', '411111******1111'],
  ['4111 1111-1111 1111', '411111******1111'],
])('the reference %s is kept as %s, so that a person finds it at HiPay', (given, transactionReference) => {
  const expected = { kind: 'delivered', transactionReference };
  expect(read(200, { state: 'completed', transactionReference: given })).toEqual(expected);
});

describe('the order', () => {
  it.each<[string, GatewayReply]>([
    ['if HiPay refused a field', reply(400, { code: '1010202' })],
    ['if HiPay refused the login', reply(401, { code: '1000001' })],
    ['if HiPay refused the caller', reply(403, { code: 1000009 })],
    ['if HiPay asked to wait', reply(429, { code: '1000008' })],
    ['if HiPay was unavailable for a time', reply(503, { code: '1000008' })],
    ['if HiPay declined it', reply(200, declined)],
    ['if the address was refused', { kind: 'no-answer', reason: 'refused-url' }],
    ['if no connection was made', { kind: 'no-answer', reason: 'network', beforeSending: true }],
  ])('cannot have arrived %s', (_, given) => expect(provesNotArrived(given, sent)).toBe(true));
  it.each<[string, GatewayReply]>([
    ['a timeout', { kind: 'no-answer', reason: 'timeout' }],
    ['a connection that was cut', { kind: 'no-answer', reason: 'network' }],
    ['a sidecar that was not reachable', { kind: 'no-answer', reason: 'no-sidecar' }],
    ['a redirect', { kind: 'no-answer', reason: 'redirect' }],
    ['a fault of HiPay’s', reply(500, { code: '1010001' })],
    ['a fault between us and HiPay', reply(502, '<html>')],
    ['a timeout between us and HiPay', reply(504, 'upstream')],
    ['a page of a captive portal', reply(200, '<html>')],
    ['a refusal that is not HiPay’s', reply(403, '<html>')],
    ['an unknown state', reply(200, { state: 'maintenance' })],
    ['another order', reply(200, { state: 'completed', order: { id: 'Order_2' } })],
    ['another order that is declined', reply(200, { state: 'declined', order: { id: 'Order_2' } })],
    ['a code that is not HiPay’s', reply(503, { code: 503, message: 'no healthy upstream' })],
    ['a timeout with a code', reply(408, { code: 408, message: 'Request Timeout' })],
  ])('may have arrived after %s', (_, given) => expect(provesNotArrived(given, sent)).toBe(false));
});

describe('the address for orders', () => {
  const addressIn = (environment: 'dev' | 'stage' | 'prod', testGateway = '') =>
    gatewayUrl(settings.parse({ environment, hipay: { gatewayUrl: testGateway } }));
  it('is one of HiPay’s hosts', () => {
    expect(addressIn('prod')).toBe('https://secure-gateway.hipay-tpp.com/rest/v1/order');
    expect(addressIn('stage')).toBe('https://stage-secure-gateway.hipay-tpp.com/rest/v1/order');
    expect(addressIn('dev')).toBe(addressIn('stage'));
  });
  it('may be a test gateway on this computer, but never in production', () => {
    expect(addressIn('dev', 'http://localhost:8080/simulator/gateway')).toBe(
      'http://localhost:8080/simulator/gateway/rest/v1/order',
    );
    expect(addressIn('prod', 'http://localhost:8080')).toContain('secure-gateway.hipay-tpp.com');
    expect(addressIn('dev', 'http://evil.example')).toContain('hipay-tpp.com');
  });
  it('comes with the address for look-ups', () => {
    const urls = (environment: 'stage' | 'prod', gatewayUrl = '') =>
      gatewayUrls(settings.parse({ environment, hipay: { gatewayUrl } })).lookUpUrl;
    expect(urls('prod')).toBe('https://api-gateway.hipay.com/v3/order');
    expect(urls('prod', 'http://localhost:8080')).toBe('https://api-gateway.hipay.com/v3/order');
    expect(urls('stage')).toBe('https://stage-api-gateway.hipay.com/v3/order');
    expect(urls('stage', 'http://localhost:8080/twin/')).toBe('http://localhost:8080/twin/v3/order');
  });
  it.each([
    'http://localhost.evil.example',
    'http://127.0.0.1.nip.io',
    'http://localhost@evil.example',
    'http://localhost:80@evil.example/',
    'https://localhost',
    'http://0.0.0.0',
    'file:///etc/passwd',
    'http://localhost\n.evil.example',
  ])('%j is not on this computer', (url) => expect(isLoopbackUrl(url)).toBe(false));
});
