import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { readLimitedText } from '../../core/limited-answer.ts';
import type { Clock } from '../../core/ports/host.ts';
import {
  emptyLedger,
  type Ledger,
  type LedgerOrder,
  lookUpAnswer,
  lookUpList,
  type OrderKey,
  orderAnswer,
} from './gateway-ledger.ts';
import {
  type GatewayReaction,
  type GatewayScript,
  type LookUpReaction,
  lookUpReactionOf,
  reactionOf,
} from './gateway-script.ts';
import { isAccount, orderHash, type PassiveOrder, readOrderForm, type TwinAccount } from './order-form.ts';

/** The connection of a call, so that it can be cut. Absent if the call does not leave the process, as in tests. */
export interface CallConnection {
  readonly incoming?: { readonly socket: { destroy(): unknown } };
}

/** HiPay's errors: HTTP status, code and message (from its error page; the status of a duplicate is our guess). */
const errors = {
  credentials: [401, '1000001', 'Incorrect Credentials'],
  signature: [403, '1000002', 'Incorrect Signature'],
  forbidden: [403, '1000006', 'Forbidden'],
  validation: [400, '1010201', 'Validation Error'],
  'not-json': [406, '1010201', 'This twin answers in JSON only'],
  duplicate: [400, '3010004', 'Duplicate Order'],
  'not-found': [404, '3000001', 'Unknown Order'],
  internal: [500, '1010001', 'Internal Error'],
  'too-many': [429, '1000008', 'Temporarily unavailable'],
} as const;

const json = { 'content-type': 'application/json; encoding=UTF-8' };

export const answer = (body: unknown): Response => new Response(JSON.stringify(body), { headers: json });

/** Creates an error answer of HiPay. HiPay sends the code as a string. */
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

export const captivePortalPage = (): Response =>
  new Response('<!doctype html><title>Welcome to the Wi-Fi</title>', {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });

/** An answer that never ends: a reader without a limit fills its memory. */
function endlessAnswer(): Response {
  const bytes = new TextEncoder().encode('{"id":1},'.repeat(2048));
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"transactions":[')),
    pull: (controller) => controller.enqueue(bytes),
  });
  return new Response(body, { headers: json });
}

/** Ends the connection without an answer. Without a connection, the reading of the body fails instead. */
export function cutConnection({ incoming }: CallConnection): Response {
  incoming?.socket.destroy();
  const body = new ReadableStream({
    pull: (controller) => controller.error(new TypeError('the line was cut')),
  });
  return new Response(incoming ? null : body);
}

export const waitFor = (clock: Clock, ms: number): Promise<void> =>
  new Promise((resolve) => clock.after(ms, resolve));

export interface GatewayTwinParts {
  readonly clock: Clock;
  readonly account: TwinAccount;
  /** Further accounts. Each has order numbers of its own; the shops of one account share them. */
  readonly otherAccounts?: readonly TwinAccount[];
  readonly orderKey?: OrderKey;
  readonly script?: GatewayScript;
  /** Delay of the script `slow`, ms. */
  readonly slowMs?: number;
  /** Retry-After of a 429, seconds. */
  readonly retryAfterS?: number;
  /**
   * Maximum number of listed orders, the newest ones; all by default. With a limit, a twin that runs for weeks does not
   * fill the memory.
   */
  readonly maxListed?: number;
}

/** A simulation of HiPay's gateway: its real path, its answers, and a ledger of the orders. Never used in `prod`. */
export interface GatewayTwin {
  readonly app: Hono;
  /** The listed orders, the oldest first. */
  orders(): readonly LedgerOrder[];
  /** Number of order calls with valid credentials and fields, including resends and failures. */
  calls(): number;
  script(): GatewayScript;
  /** Changes the script. Orders stay, and the count of calls for each order goes on. */
  play(script: GatewayScript): void;
}

/**
 * Creates a simulated gateway.
 *
 * @example const twin = gatewayTwin({ clock, account: { login: 'l', password: 'p', hashKey: '' } })
 */
export function gatewayTwin(parts: GatewayTwinParts): GatewayTwin {
  const ledger = emptyLedger(parts.orderKey, parts.maxListed);
  const accounts = [parts.account, ...(parts.otherAccounts ?? [])];
  let script = parts.script ?? 'accept';
  const app = new Hono();
  // Browsers call HiPay across origins with an Authorization header; HiPay's stage answers repeat the origin.
  app.use(
    cors({
      origin: (origin) => origin,
      allowHeaders: ['authorization', 'content-type', 'accept'],
      allowMethods: ['GET', 'POST'],
      maxAge: 600,
    }),
  );
  app.post('/rest/v1/order', async (context) => {
    const reached = (context.env ?? {}) as CallConnection;
    const asked = await readCall(context, accounts);
    if (asked instanceof Response) return asked;
    const reaction = reactionOf(script, ledger.call(asked.account, asked.order));
    return perform(reaction, asked, { parts, ledger, reached });
  });
  app.get('/v3/order/:orderid', async ({ req }) => {
    const account = accounts.find((each) => isAccount(req.header('authorization'), each));
    if (!account) return hipayError('credentials');
    const found = ledger.find(account.login, req.param('orderid'));
    return lookUp(lookUpReactionOf(script), found, parts);
  });
  return {
    app,
    orders: ledger.orders,
    calls: ledger.calls,
    script: () => script,
    play: (next) => {
      script = next;
    },
  };
}

/** Longest order, in bytes. */
const largestOrder = 1024 * 1024;

interface ReadOrder {
  /** Login of the account. */
  readonly account: string;
  readonly order: PassiveOrder;
  readonly fields: Record<string, string>;
}

/** Reads a call and checks it like HiPay, in the same order. */
async function readCall({ req }: Context, accounts: readonly TwinAccount[]): Promise<ReadOrder | Response> {
  // The firewall of HiPay's stage refuses requests with this header.
  if (req.header('accept-charset')) return hipayError('forbidden');
  const account = accounts.find((each) => isAccount(req.header('authorization'), each));
  if (!account) return hipayError('credentials');
  if (!/\bjson\b/.test(req.header('accept') ?? '')) return hipayError('not-json');
  if (!/^application\/x-www-form-urlencoded\b/i.test(req.header('content-type') ?? '')) {
    return hipayError('validation', 'the content type is not application/x-www-form-urlencoded');
  }
  const { text, isCut } = await readLimitedText(req.raw, { bytes: largestOrder, signal: req.raw.signal });
  if (isCut) return hipayError('validation', 'the order is too long');
  const fields = Object.fromEntries(new URLSearchParams(text));
  const form = readOrderForm(fields);
  if (!form.ok) return hipayError('validation', form.error.description, {}, form.error.code);
  const hash = await orderHash(form.order, account.hashKey);
  const signed = hash === undefined || hash === form.order.paymentProductParameters['hash'];
  return signed ? { account: account.login, order: form.order, fields } : hipayError('signature');
}

interface CallContext {
  readonly parts: GatewayTwinParts;
  readonly ledger: Ledger;
  readonly reached: CallConnection;
}

async function perform(
  reaction: GatewayReaction,
  asked: ReadOrder,
  { parts, ledger, reached }: CallContext,
): Promise<Response> {
  const { account, order, fields } = asked;
  const has = () => ledger.has(account, order);
  const take = () => ledger.take(account, order, fields, parts.clock.now());
  const accept = () => (has() ? hipayError('duplicate') : answer(orderAnswer(take())));
  const notTaken = (change: Partial<LedgerOrder>) =>
    orderAnswer({
      ...order,
      fields,
      transactionReference: '800000000000',
      takenAt: parts.clock.now(),
      ...change,
    });
  switch (reaction) {
    case 'accept':
      return accept();
    case 'slow':
      await waitFor(parts.clock, parts.slowMs ?? 5000);
      return accept();
    case 'lost-answer':
      if (!has()) take();
      return cutConnection(reached);
    case 'error-500':
      return hipayError('internal');
    case 'unauthorised':
      return hipayError('credentials');
    case 'duplicate':
      return hipayError('duplicate');
    case 'html':
      return captivePortalPage();
    case 'too-many':
      return hipayError('too-many', undefined, { 'retry-after': String(parts.retryAfterS ?? 1) });
    case 'refuse':
      return hipayError('validation', 'amount is not a decimal');
    case 'taken':
      if (!has()) ledger.take(account, order, ofAnotherSale(fields), parts.clock.now());
      return hipayError('duplicate');
    case 'another':
      return answer(notTaken({ orderid: 'Order_of_another', amount: '999.99' }));
    case 'unknown-state':
      return answer({ ...notTaken({}), state: 'maintenance' });
    default:
      return reaction satisfies never;
  }
}

/** The same order of another till: only its payment id differs. */
const ofAnotherSale = (fields: Readonly<Record<string, string>>): Record<string, string> => ({
  ...fields,
  custom_data: JSON.stringify({ _reporting_data_3: 'payment-of-another-till' }),
});

async function lookUp(
  reaction: LookUpReaction,
  found: readonly LedgerOrder[],
  { clock, slowMs = 5000, retryAfterS = 1 }: GatewayTwinParts,
): Promise<Response> {
  const [first, ...others] = found;
  const held = () => (first ? answer(lookUpAnswer([first, ...others])) : notFound());
  switch (reaction) {
    case 'find':
      return held();
    case 'slow':
      await waitFor(clock, slowMs);
      return held();
    case 'error-500':
      return hipayError('internal');
    case 'unauthorised':
      return hipayError('credentials');
    case 'not-found':
      return notFound();
    case 'html':
      return captivePortalPage();
    case 'too-many':
      return hipayError('too-many', undefined, { 'retry-after': String(retryAfterS) });
    case 'list':
      return first ? answer(lookUpList([first, ...others])) : notFound();
    case 'proxy-404':
      return new Response(JSON.stringify({ code: 404, message: 'no Route matched' }), {
        status: 404,
        headers: json,
      });
    case 'endless':
      return endlessAnswer();
    case 'another':
      return answer({ merchant_order_id: 'Order_of_another', amount: '999.99', transactions: [] });
    default:
      return reaction satisfies never;
  }
}

/** Consultation v3 sends the code as a number. */
function notFound(): Response {
  const [status, code, message] = errors['not-found'];
  const body = { code: Number(code), message, description: message, details: [] };
  return new Response(JSON.stringify(body), { status, headers: json });
}
