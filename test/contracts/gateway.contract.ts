import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { Gateway, GatewayAccount } from '../../src/core/ports/gateway.ts';
import { systemClock } from '../../src/sidecar/program/version.ts';
import type { GatewayScript } from '../../src/simulator/gateway/gateway-script.ts';
import { type GatewayTwin, gatewayTwin } from '../../src/simulator/gateway/gateway-twin.ts';

/** A gateway whose calls reach the given program. */
export interface GatewaySetup {
  gateway(timeoutMs?: number): Gateway;
  /** The origin of that program. */
  readonly url: string;
  /** Stops the server: its address no longer answers. */
  goDown(): Promise<void>;
}

const login = 'shop';
const password = 'pä55wörd€:☂';
const order = (change: Record<string, string> = {}) =>
  Object.entries({
    orderid: 'Order_1',
    eci: '10',
    description: 'Café & crème + 100 % “à point” 🥐',
    currency: 'EUR',
    amount: '10.23',
    payment_product: 'tpe',
    initialize_payment_terminal: '0',
    payment_product_parameters: '{"mid":"1234567","code":"200100"}',
    basket: '[{"name":"Žluťoučký & kůň","quantity":1}]',
    custom_data: '{"shop":"a=b&c=d;\\n é"}',
    ...change,
  });

/** The acceptance tests of every gateway. `serve` starts the program that the gateway calls. */
export function gatewayContract(title: string, serve: (app: Hono) => Promise<GatewaySetup>): void {
  const accountOf = (url: string, lookUpUrl = url): GatewayAccount => ({ url, lookUpUrl, login, password });
  const accountAt = (origin: string) => accountOf(`${origin}/rest/v1/order`, `${origin}/v3/order`);
  const withTwin = async (script: GatewayScript = 'accept') => {
    const twin: GatewayTwin = gatewayTwin({
      clock: systemClock,
      account: { login, password, hashKey: '' },
      script,
      retryAfterS: 7,
    });
    const setup = await serve(twin.app);
    return { ...setup, twin, account: accountAt(setup.url) };
  };
  const withAnswer = async (answer: (request: Request) => Response | Promise<Response>) => {
    const calls: Request[] = [];
    const app = new Hono();
    app.all('*', ({ req }) => {
      calls.push(req.raw);
      return answer(req.raw);
    });
    const setup = await serve(app);
    return { ...setup, calls, account: accountAt(setup.url) };
  };
  const hangs = () => new Promise<never>(() => {});

  describe(`${title}: gateway`, () => {
    it('returns the answer to an accepted order', async () => {
      const { gateway, account } = await withTwin();
      const reply = await gateway().sendOrder(account, order());
      expect(reply).toMatchObject({ kind: 'answered', status: 200 });
      expect(reply.kind === 'answered' && JSON.parse(reply.body)).toMatchObject({
        state: 'completed',
        order: { id: 'Order_1' },
      });
      expect(reply).not.toHaveProperty('retryAfter');
    });
    it('returns the time of the answer, and none for an invalid date', async () => {
      const date = 'Tue, 24 Nov 2026 12:00:00 GMT';
      const timed = await withAnswer(() => new Response('{}', { headers: { date } }));
      expect(await timed.gateway().sendOrder(timed.account, order())).toMatchObject({ date });
      const odd = await withAnswer(() => new Response('{}', { headers: { date: 'x'.repeat(1000) } }));
      const reply = await odd.gateway().sendOrder(odd.account, order());
      expect(reply).toMatchObject({ kind: 'answered', status: 200 });
      expect(reply).not.toHaveProperty('date');
    });
    it('carries every field unchanged, and the credentials in UTF-8', async () => {
      const { gateway, account, twin } = await withTwin();
      await gateway().sendOrder(account, order());
      expect(twin.orders()[0]?.fields).toEqual(Object.fromEntries(order()));
    });
    it('sends the password in its header and nowhere else', async () => {
      const seen: string[] = [];
      const { gateway, account, calls } = await withAnswer(async (request) => {
        seen.push(await request.text());
        return new Response('{}');
      });
      await gateway().sendOrder(account, order());
      const [call] = calls;
      const basic = Buffer.from(`${login}:${password}`, 'utf8').toString('base64');
      expect(call?.method).toBe('POST');
      expect(call?.headers.get('authorization')).toBe(`Basic ${basic}`);
      expect(call?.headers.get('content-type')).toMatch(/^application\/x-www-form-urlencoded\b/);
      expect(decodeURIComponent(`${call?.url} ${seen.join()}`)).not.toContain(password);
    });

    it.each([
      ['unauthorised-401', 401, undefined],
      ['error-500', 500, undefined],
      ['too-many-429', 429, '7'],
      ['refused-400', 400, undefined],
      ['html', 200, undefined],
    ] as const)('returns %s as an answer', async (script, status, retryAfter) => {
      const { gateway, account } = await withTwin(script);
      const reply = await gateway().sendOrder(account, order());
      expect(reply).toMatchObject({ kind: 'answered', status, body: expect.stringMatching(/./) });
      expect(reply.kind === 'answered' && reply.retryAfter).toBe(retryAfter);
    });
    it('returns an answer of a mebibyte whole, and only the beginning of a longer one', async () => {
      const mebibyte = 1024 * 1024;
      const { gateway, account } = await withAnswer(
        (request) => new Response('x'.repeat(request.method === 'POST' ? mebibyte : 5 * mebibyte)),
      );
      const whole = await gateway().sendOrder(account, order());
      expect(whole.kind === 'answered' && whole.body.length).toBe(mebibyte);
      expect(whole).not.toHaveProperty('isCut');
      const cut = await gateway().lookUpOrder(account, 'Order_1');
      expect(cut).toMatchObject({ kind: 'answered', isCut: true });
      expect(cut.kind === 'answered' && cut.body.length).toBe(mebibyte);
    });
    it.each([0, 5])('ends an endless answer that sends something every %d ms', async (everyMs) => {
      const isOver: Promise<void>[] = [];
      const { gateway, account } = await withAnswer(() => {
        let stop = () => {};
        isOver.push(
          new Promise((resolve) => {
            stop = resolve;
          }),
        );
        const bytes = new Uint8Array(everyMs === 0 ? 65_536 : 1).fill(0x20);
        const body = new ReadableStream<Uint8Array>({
          async pull(controller) {
            await new Promise((resolve) => setTimeout(resolve, everyMs));
            controller.enqueue(bytes);
          },
          cancel: () => stop(),
        });
        return new Response(body);
      });
      const end =
        everyMs === 0 ? { kind: 'answered', isCut: true } : { kind: 'no-answer', reason: 'timeout' };
      const limit = everyMs === 0 ? 10_000 : 100;
      expect(await gateway(limit).sendOrder(account, order())).toMatchObject(end);
      expect(await gateway(limit).lookUpOrder(account, 'Order_1')).toMatchObject(end);
      expect(isOver).toHaveLength(2);
      await Promise.all(isOver);
    });

    it('reports "network" when the address does not answer', async () => {
      const { gateway, account, goDown } = await withTwin();
      await goDown();
      expect(await gateway().sendOrder(account, order())).toMatchObject({
        kind: 'no-answer',
        reason: 'network',
      });
    });
    it('reports "network" when the connection is cut after the order was accepted', async () => {
      const { gateway, account, twin } = await withTwin('lost-answer');
      expect(await gateway().sendOrder(account, order())).toEqual({ kind: 'no-answer', reason: 'network' });
      expect(twin.orders()).toHaveLength(1);
    });
    it.each([301, 302, 303, 307, 308])('follows no redirect (%i)', async (status) => {
      const { gateway, account, calls } = await withAnswer(
        () => new Response(null, { status, headers: { location: '/elsewhere' } }),
      );
      expect(await gateway().sendOrder(account, order())).toEqual({ kind: 'no-answer', reason: 'redirect' });
      expect(calls.map(({ url }) => new URL(url).pathname)).toEqual(['/rest/v1/order']);
    });
    it.each([
      'https://hipay.example.com/rest/v1/order',
      'http://192.168.1.20/rest/v1/order',
      'https://secure-gateway.hipay-tpp.com.example.com/rest/v1/order',
      'https://secure-gateway.hipay-tpp.com@example.com/rest/v1/order',
      'http://secure-gateway.hipay-tpp.com/rest/v1/order',
      'http://localhost@example.com/rest/v1/order',
      '',
    ])('refuses to send an order to %s', async (url) => {
      const { gateway, calls } = await withAnswer(() => new Response('{}'));
      const reply = await gateway().sendOrder(accountOf(url), order());
      expect(reply).toEqual({ kind: 'no-answer', reason: 'refused-url' });
      const lookUp = await gateway().lookUpOrder(accountOf(url.replace('/rest/v1/', '/v3/')), 'Order_1');
      expect(lookUp).toEqual({ kind: 'no-answer', reason: 'refused-url' });
      expect(calls).toEqual([]);
    });
    it('reports a timeout after its limit', async () => {
      const { gateway, account } = await withAnswer(hangs);
      expect(await gateway(20).sendOrder(account, order())).toEqual({ kind: 'no-answer', reason: 'timeout' });
    });
    it('ends when the caller aborts, before or during the call', async () => {
      const giveUp = new AbortController();
      const { gateway, account } = await withAnswer(() => {
        giveUp.abort();
        return hangs();
      });
      const during = await gateway().sendOrder(account, order(), giveUp.signal);
      expect(during).toEqual({ kind: 'no-answer', reason: 'aborted' });
      const before = await gateway().sendOrder(account, order(), AbortSignal.abort());
      expect(before).toEqual({ kind: 'no-answer', reason: 'aborted' });
    });

    it('looks an order up, with its custom data unchanged', async () => {
      const { gateway, account } = await withTwin();
      await gateway().sendOrder(account, order());
      const reply = await gateway().lookUpOrder(account, 'Order_1');
      expect(reply).toMatchObject({ kind: 'answered', status: 200 });
      expect(reply.kind === 'answered' && JSON.parse(reply.body)).toMatchObject({
        merchant_order_id: 'Order_1',
        amount: '10.23',
        custom_data: '{"shop":"a=b&c=d;\\n é"}',
        transactions: [{ state: 'completed', mid: '1234567' }],
      });
    });
    it.each(['Order_2', 'a/b?c=d#e', '%2e', '..a', 'Café & crème 🥐', 'x'.repeat(32)])(
      'looks the number %j up, and no other path',
      async (orderId) => {
        const { gateway, account, twin } = await withTwin();
        const missing = await gateway().lookUpOrder(account, orderId);
        expect(missing).toMatchObject({ kind: 'answered', status: 404 });
        expect(missing.kind === 'answered' && JSON.parse(missing.body)).toMatchObject({ code: 3000001 });
        await gateway().sendOrder(account, order({ orderid: orderId }));
        expect(twin.orders()).toHaveLength(1);
        const found = await gateway().lookUpOrder(account, orderId);
        expect(found.kind === 'answered' && JSON.parse(found.body)).toMatchObject({
          merchant_order_id: orderId,
        });
      },
    );
    it.each(['.', '..'])('does not look the number %j up, because it is another path', async (orderId) => {
      const { gateway, account, calls } = await withAnswer(() => new Response('{}'));
      const reply = await gateway().lookUpOrder(account, orderId);
      expect(reply).toMatchObject({ kind: 'no-answer' });
      expect(calls).toEqual([]);
    });
    it.each([
      ['lookup-401', 401],
      ['lookup-404', 404],
      ['error-500', 500],
      ['too-many-429', 429],
      ['html', 200],
    ] as const)('returns the look-up of %s as an answer', async (script, status) => {
      const { gateway, account } = await withTwin(script);
      expect(await gateway().lookUpOrder(account, 'Order_1')).toMatchObject({ kind: 'answered', status });
    });
    it('sends the password of a look-up in its header and nowhere else, and changes nothing', async () => {
      const { gateway, account, calls } = await withAnswer(() => new Response('{}'));
      await gateway().lookUpOrder(account, 'Order_1');
      const [call] = calls;
      expect(call?.method).toBe('GET');
      expect(new URL(call?.url ?? '').pathname).toBe('/v3/order/Order_1');
      const basic = Buffer.from(`${login}:${password}`, 'utf8').toString('base64');
      expect(call?.headers.get('authorization')).toBe(`Basic ${basic}`);
      expect(decodeURIComponent(call?.url ?? '')).not.toContain(password);
    });
    it('reports a look-up without an answer: no connection, a redirect, a timeout', async () => {
      const hung = await withAnswer(hangs);
      expect(await hung.gateway(20).lookUpOrder(hung.account, 'A')).toEqual({
        kind: 'no-answer',
        reason: 'timeout',
      });
      const moved = await withAnswer(() => new Response(null, { status: 302, headers: { location: '/x' } }));
      expect(await moved.gateway().lookUpOrder(moved.account, 'A')).toEqual({
        kind: 'no-answer',
        reason: 'redirect',
      });
      const { gateway, account, goDown } = await withTwin();
      await goDown();
      expect(await gateway().lookUpOrder(account, 'A')).toMatchObject({
        kind: 'no-answer',
        reason: 'network',
      });
    });
  });
}
