import { mintTillOrderId } from '../../core/order-id.ts';
import type { PaymentResult, Phase, Status, Version } from '../../core/till/till-api.ts';
import type { Connector, ConnectorEvents, KeptText, PayOptions, Way, WayNotTaken } from '../api.ts';
import { type ConnectorFailure, ownFailure } from './connector-failure.ts';
import { type Line, TillLine } from './till-line.ts';
import type { Words } from './words/words.ts';

declare const __VERSION__: string;

/** What both ends of the till's language need to agree on. */
export const hello = { versions: [1], program: `sdk ${__VERSION__}` };

export interface TillParts {
  readonly way: Way;
  readonly notTaken: readonly WayNotTaken[];
  readonly words: Words;
  readonly lastOrder: KeptText;
}

type Listeners = { [Name in keyof ConnectorEvents]: Set<ConnectorEvents[Name]> };

/** A connector at the far end of a line. Rejects with a ConnectorFailure where nobody greets. */
export async function tillConnector(
  line: Line,
  parts: TillParts,
  own: Readonly<Record<string, unknown>> = {},
): Promise<Connector> {
  const listeners: Listeners = { status: new Set(), phase: new Set(), closed: new Set() };
  let status: Status | undefined;
  const till = await TillLine.open(
    line,
    parts.words,
    { ...hello, ...own },
    {
      tell(told) {
        if (told.kind === 'phase') return tellAll(listeners.phase, told.phase);
        status = told.status;
        tellAll(listeners.status, told.status);
      },
      gone: (failure) => tellAll(listeners.closed, failure),
    },
  );
  const watched = <Result>(orderId: string, options: PayOptions, result: Promise<Result>) =>
    withOptions(result, { orderId, options, listeners, words: parts.words });
  const find = (orderId: string, options: PayOptions = {}) =>
    watched(orderId, options, till.call('find', { orderId }, true).then(resultOrNull(parts.words)));

  return {
    way: parts.way,
    notTaken: parts.notTaken,
    get status() {
      return status;
    },
    pay(request, options = {}) {
      const orderId = numberOf(request) ?? mintTillOrderId(randomBytes);
      return new Promise((resolve) => {
        options.signal?.throwIfAborted();
        // Before anything is sent: a page that is reloaded in the middle finds its payment by it.
        parts.lastOrder.set(orderId);
        const { order_id: _rest, orderId: _ours, ...fields } = request as Record<string, unknown>;
        const paying = till.call('pay', { request: { ...fields, orderId } }, true);
        resolve(watched(orderId, options, paying.then(resultOf(parts.words))));
      });
    },
    payments: { get: find },
    async resumeLast(options) {
      const orderId = parts.lastOrder.get();
      return orderId ? find(orderId, options) : null;
    },
    check: () => till.call('check') as Promise<Status>,
    requestTerminal: () => till.call('requestTerminal') as Promise<Status>,
    cancel: () => till.call('cancel') as ReturnType<Connector['cancel']>,
    version: async () => ({ ...((await till.call('version')) as Version), sdk: __VERSION__ }),
    config: () => till.call('config') as ReturnType<Connector['config']>,
    on(name, listener) {
      listeners[name].add(listener);
      if (name === 'status' && status) (listener as ConnectorEvents['status'])(status);
      return () => void listeners[name].delete(listener);
    },
    close: () => till.close(),
  };
}

/** A listener that throws must not end a payment. */
function tellAll<Value>(listeners: ReadonlySet<(value: Value) => void>, value: Value): void {
  for (const listener of listeners) {
    try {
      listener(value);
    } catch (error) {
      setTimeout(() => {
        throw error;
      });
    }
  }
}

interface Watch {
  readonly orderId: string;
  readonly options: PayOptions;
  readonly listeners: Listeners;
  readonly words: Words;
}

/** Tells of this order's phases while it lasts. An abort ends the waiting, never the payment. */
async function withOptions<Result>(result: Promise<Result>, watch: Watch): Promise<Result> {
  const { orderId, options, listeners, words } = watch;
  const { onPhase, signal } = options;
  const tell = (phase: Phase) => {
    if (phase.orderId === orderId) onPhase?.(phase);
  };
  let stop = () => {};
  const left = new Promise<never>((_, reject) => {
    stop = () =>
      reject(ownFailure('outcome-unknown', words, `order ${orderId} goes on; this page stopped waiting`));
  });
  if (onPhase) listeners.phase.add(tell);
  signal?.addEventListener('abort', stop);
  try {
    return await (signal ? Promise.race([result, left]) : result);
  } finally {
    listeners.phase.delete(tell);
    signal?.removeEventListener('abort', stop);
  }
}

/** What would be read as "paid" or "not paid" must be an answer of the agreed form. */
const resultOf =
  (words: Words) =>
  (value: unknown): PaymentResult => {
    const { orderId, outcome, paymentStatus } = (value ?? {}) as Partial<PaymentResult>;
    const known = typeof orderId === 'string' && typeof outcome === 'string';
    if (known && (paymentStatus === 'SUCCESS') === /^(PARTIALLY_)?APPROVED$/.test(outcome))
      return value as PaymentResult;
    throw ownFailure(
      'outcome-unknown',
      words,
      'the answer does not have the agreed form',
    ) as ConnectorFailure;
  };

const resultOrNull =
  (words: Words) =>
  (value: unknown): PaymentResult | null =>
    value === null ? null : resultOf(words)(value);

const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));

function numberOf(request: object): string | undefined {
  const { orderId, order_id: rest } = request as { orderId?: unknown; order_id?: unknown };
  const given = orderId ?? rest;
  return given === undefined || given === null || given === '' ? undefined : String(given);
}
