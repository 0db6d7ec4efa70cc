import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import type { Clock } from '../../core/ports/clock.ts';
import { isAccount, orderHash, type TwinAccount } from './account.ts';
import { emptyLedger, type Ledger, type LedgerOrder } from './ledger.ts';
import { orderAnswer } from './order-answer.ts';
import { type PassiveOrder, readOrderForm } from './order-form.ts';
import { answer, cutLine, hipayError, html, type Reached, slowly } from './replies.ts';
import { type GatewayScript, type Move, moveOf } from './scripts.ts';

export interface GatewayTwinParts {
  readonly clock: Clock;
  readonly account: TwinAccount;
  readonly script?: GatewayScript;
  /** How long the script `slow` takes. */
  readonly slowMs?: number;
  /** What a 429 asks for, seconds. */
  readonly retryAfterS?: number;
  /** How many of the last orders are shown; all, unless said. One that runs for weeks must not fill its computer. */
  readonly shown?: number;
}

/** A stand-in for HiPay's gateway: its real path, its answers, and a ledger of what it was told. Never in `prod`. */
export interface GatewayTwin {
  readonly app: Hono;
  /** The orders it shows, in the order of their coming. */
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
  const ledger = emptyLedger(parts.shown);
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
  app.post('/rest/v1/order', async (context) => {
    const reached = (context.env ?? {}) as Reached;
    const asked = await readCall(context, parts.account);
    if (asked instanceof Response) return asked;
    return perform(moveOf(script, ledger.call(asked.order)), asked, { parts, ledger, reached });
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

interface Asked {
  readonly order: PassiveOrder;
  readonly fields: Record<string, string>;
}

/** HiPay's checks, in the order in which they turn a caller away. */
async function readCall({ req }: Context, account: TwinAccount): Promise<Asked | Response> {
  // Seen at HiPay's stage: its firewall turns away whoever sends this header.
  if (req.header('accept-charset')) return hipayError('forbidden');
  if (!isAccount(req.header('authorization'), account)) return hipayError('credentials');
  if (!/\bjson\b/.test(req.header('accept') ?? '')) return hipayError('not-json');
  if (!/^application\/x-www-form-urlencoded\b/i.test(req.header('content-type') ?? '')) {
    return hipayError('validation', 'the content type is not application/x-www-form-urlencoded');
  }
  const fields = Object.fromEntries(new URLSearchParams(await req.text()));
  const form = readOrderForm(fields);
  if (!form.ok) return hipayError('validation', form.error.description, {}, form.error.code);
  const hash = await orderHash(form.order, account.hashKey);
  const signed = hash === undefined || hash === form.order.paymentProductParameters['hash'];
  return signed ? { order: form.order, fields } : hipayError('signature');
}

interface Stage {
  readonly parts: GatewayTwinParts;
  readonly ledger: Ledger;
  readonly reached: Reached;
}

async function perform(move: Move, asked: Asked, { parts, ledger, reached }: Stage): Promise<Response> {
  const take = () => ledger.take(asked.order, asked.fields, parts.clock.now());
  const accept = () => (ledger.has(asked.order) ? hipayError('duplicate') : answer(orderAnswer(take())));
  switch (move) {
    case 'accept':
      return accept();
    case 'slow':
      await slowly(parts.clock, parts.slowMs ?? 5000);
      return accept();
    case 'lost-answer':
      if (!ledger.has(asked.order)) take();
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
    default:
      return move satisfies never;
  }
}
