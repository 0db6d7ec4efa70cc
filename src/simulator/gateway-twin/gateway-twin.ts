import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { Clock } from '../../core/ports/clock.ts';
import { isAccount, orderHash, type TwinAccount } from './account.ts';
import { emptyLedger, type LedgerOrder } from './ledger.ts';
import { orderAnswer } from './order-answer.ts';
import { type PassiveOrder, readOrderForm } from './order-form.ts';
import { answer, cutLine, hipayError, html, type Reached, slowly } from './replies.ts';
import { type GatewayScript, moveOf } from './scripts.ts';

export interface GatewayTwinParts {
  readonly clock: Clock;
  readonly account: TwinAccount;
  readonly script?: GatewayScript;
  /** How long the script `slow` takes. */
  readonly slowMs?: number;
  /** What a 429 asks for, seconds. */
  readonly retryAfterS?: number;
}

/** A stand-in for HiPay's gateway: its real path, its answers, and a ledger of what it was told. Never in `prod`. */
export interface GatewayTwin {
  readonly app: Hono;
  /** Every order it holds, in the order of their coming. */
  orders(): readonly LedgerOrder[];
  /** How many order calls came with valid credentials and fields, resends and failures among them. */
  calls(): number;
  script(): GatewayScript;
  /** What it does from now on. Orders stay; the count of calls for each order goes on. */
  play(script: GatewayScript): void;
}

/**
 * Makes a twin.
 *
 * @example const twin = gatewayTwin({ clock, account: { login: 'l', password: 'p', hashKey: '' } })
 */
export function gatewayTwin(parts: GatewayTwinParts): GatewayTwin {
  const ledger = emptyLedger();
  let script = parts.script ?? 'accept';
  const app = new Hono();
  // Browsers call HiPay across origins with an Authorization header; its stage answers echo the origin.
  app.use(
    cors({
      origin: (origin) => origin,
      allowHeaders: ['authorization', 'content-type', 'accept'],
      allowMethods: ['POST'],
      maxAge: 600,
    }),
  );

  const take = (order: PassiveOrder, fields: Record<string, string>) =>
    ledger.take(order, fields, parts.clock.now());
  const acceptOrder = (order: PassiveOrder, fields: Record<string, string>) =>
    ledger.has(order) ? hipayError('duplicate') : answer(orderAnswer(take(order, fields)));

  const perform = async (order: PassiveOrder, fields: Record<string, string>, reached: Reached) => {
    const move = moveOf(script, ledger.call(order));
    switch (move) {
      case 'accept':
        return acceptOrder(order, fields);
      case 'slow':
        await slowly(parts.clock, parts.slowMs ?? 5000);
        return acceptOrder(order, fields);
      case 'lost-answer':
        if (!ledger.has(order)) take(order, fields);
        return cutLine(reached);
      case 'error-500':
        return hipayError('internal');
      case 'unauthorised':
        return hipayError('credentials');
      case 'duplicate':
        return hipayError('duplicate');
      case 'html':
        return html();
      case 'too-many':
        return hipayError('too-many', undefined, { 'retry-after': String(parts.retryAfterS ?? 1) });
      case 'refuse':
        return hipayError('validation', 'amount is not a decimal');
      default: {
        const unreachable: never = move;
        return unreachable;
      }
    }
  };

  app.post('/rest/v1/order', async (context) => {
    const header = (name: string) => context.req.header(name);
    // Seen at HiPay's stage: its firewall turns away whoever sends this header.
    if (header('accept-charset')) return hipayError('forbidden');
    if (!isAccount(header('authorization'), parts.account)) return hipayError('credentials');
    if (!/\bjson\b/.test(header('accept') ?? '')) return hipayError('not-json');
    if (!/^application\/x-www-form-urlencoded\b/i.test(header('content-type') ?? '')) {
      return hipayError('validation', 'the content type is not application/x-www-form-urlencoded');
    }
    const fields = Object.fromEntries(new URLSearchParams(await context.req.text()));
    const form = readOrderForm(fields);
    if (!form.ok) return hipayError('validation', form.error.description, {}, form.error.code);
    const hash = await orderHash(form.order, parts.account.hashKey);
    if (hash !== undefined && hash !== form.order.paymentProductParameters['hash']) {
      return hipayError('signature');
    }
    return perform(form.order, fields, (context.env ?? {}) as Reached);
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
