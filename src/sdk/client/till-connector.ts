import type { PaymentResult, Phase, Status, Version } from '../../core/till/till-api.ts';
import { mintTillOrderId } from '../../core/till/till-order-id.ts';
import type { TillClientTexts } from '../../texts/en/till-client.ts';
import type { Connector, ConnectorEvents, KeptText, PayOptions, Way, WayNotTaken } from '../api.ts';
import { type ConnectorFailure, ownFailure } from './connector-failure.ts';
import { type Line, TillLine } from './till-line.ts';

declare const __VERSION__: string;

/** Versions of the till protocol that this SDK speaks, and its own name. */
export const hello = { versions: [1], program: `sdk ${__VERSION__}` };

export interface TillParts {
  readonly way: Way;
  readonly notTaken: readonly WayNotTaken[];
  readonly words: TillClientTexts;
  readonly lastOrder: KeptText;
}

type Listeners = { [Name in keyof ConnectorEvents]: Set<ConnectorEvents[Name]> };

/** Makes a connector from a line to it. Rejects with a ConnectorFailure if the other end refuses this till. */
export async function tillConnector(
  line: Line,
  parts: TillParts,
  helloFields: Readonly<Record<string, unknown>> = {},
): Promise<Connector> {
  const listeners: Listeners = { status: new Set(), phase: new Set(), closed: new Set() };
  let status: Status | undefined;
  const till = await TillLine.open(
    line,
    parts.words,
    { ...hello, ...helloFields },
    {
      onUpdate(update) {
        if (update.kind === 'phase') return notifyAll(listeners.phase, update.phase);
        status = update.status;
        notifyAll(listeners.status, update.status);
      },
      onLost: (failure) => notifyAll(listeners.closed, failure),
    },
  );
  const watch = <Result>(orderId: string, options: PayOptions, result: Promise<Result>) =>
    applyOptions(result, { orderId, options, listeners, words: parts.words });
  const find = (orderId: string, options: PayOptions = {}) =>
    watch(orderId, options, till.call('find', { orderId }, true).then(parseResultOrNull(parts.words)));

  return {
    way: parts.way,
    notTaken: parts.notTaken,
    get status() {
      return status;
    },
    pay(request, options = {}) {
      const orderId =
        readOrderId(request) ?? mintTillOrderId((count) => crypto.getRandomValues(new Uint8Array(count)));
      return new Promise((resolve) => {
        options.signal?.throwIfAborted();
        // Stored before anything is sent, so that a page that is reloaded during the payment can find it.
        parts.lastOrder.set(orderId);
        const { order_id: _rest, orderId: _ours, ...fields } = request as Record<string, unknown>;
        const paying = till.call('pay', { request: { ...fields, orderId } }, true);
        resolve(watch(orderId, options, paying.then(parseResult(parts.words))));
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

/** Calls all listeners. Throws the error of a listener later, so that it ends no payment. */
function notifyAll<Value>(listeners: ReadonlySet<(value: Value) => void>, value: Value): void {
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

interface WatchedPayment {
  readonly orderId: string;
  readonly options: PayOptions;
  readonly listeners: Listeners;
  readonly words: TillClientTexts;
}

/** Reports this order's phases until the result. An abort ends the waiting, never the payment. */
async function applyOptions<Result>(result: Promise<Result>, watch: WatchedPayment): Promise<Result> {
  const { orderId, options, listeners, words } = watch;
  const { onPhase, signal } = options;
  const notify = (phase: Phase) => {
    if (phase.orderId === orderId) onPhase?.(phase);
  };
  let stop = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () =>
      reject(ownFailure('outcome-unknown', words, `order ${orderId} goes on; this page stopped waiting`));
  });
  if (onPhase) listeners.phase.add(notify);
  signal?.addEventListener('abort', stop);
  try {
    return await (signal ? Promise.race([result, stopped]) : result);
  } finally {
    listeners.phase.delete(notify);
    signal?.removeEventListener('abort', stop);
  }
}

/** Accepts only a result whose fields agree: a till must not read "paid" or "not paid" from any other answer. */
const parseResult =
  (words: TillClientTexts) =>
  (value: unknown): PaymentResult => {
    const { orderId, outcome, paymentStatus } = (value ?? {}) as Partial<PaymentResult>;
    const hasFields = typeof orderId === 'string' && typeof outcome === 'string';
    if (hasFields && (paymentStatus === 'SUCCESS') === /^(PARTIALLY_)?APPROVED$/.test(outcome))
      return value as PaymentResult;
    throw ownFailure(
      'outcome-unknown',
      words,
      'the answer does not have the agreed form',
    ) as ConnectorFailure;
  };

const parseResultOrNull =
  (words: TillClientTexts) =>
  (value: unknown): PaymentResult | null =>
    value === null ? null : parseResult(words)(value);

function readOrderId(request: object): string | undefined {
  const { orderId, order_id: rest } = request as { orderId?: unknown; order_id?: unknown };
  const given = orderId ?? rest;
  return given === undefined || given === null || given === '' ? undefined : String(given);
}
