import type { Charge } from '../../core/payment/money-text.ts';
import type {
  ChargeStatement,
  PaymentResult,
  Phase,
  Status,
  TransactionType,
  Version,
} from '../../core/till/till-api.ts';
import { mintTillOrderId } from '../../core/till/till-order-id.ts';
import type { TillClientTexts } from '../../texts/en/till-client.ts';
import type { Connector, ConnectorEvents, KeptText, PayOptions, Way, WayNotTaken } from '../api.ts';
import { chargeOf } from './charge-of-result.ts';
import { ConnectorFailure, ownFailure } from './connector-failure.ts';
import { SentOrders } from './sent-orders.ts';
import { type HeartbeatTimes, type TillChannel, TillConnection } from './till-connection.ts';

declare const __VERSION__: string;

/** The greeting: versions of the till protocol, the SDK's name. `leave`: the SDK answers requests for a permit to begin. */
export const hello = { versions: [1], program: `sdk ${__VERSION__}`, leave: true };

export interface TillDeps {
  readonly way: Way;
  readonly notTaken: readonly WayNotTaken[];
  readonly texts: TillClientTexts;
  readonly lastOrder: KeptText;
  /** The orders without a final answer. */
  readonly openOrders: KeptText;
  /** Absent: the usual times. */
  readonly heartbeat?: HeartbeatTimes;
}

type Listeners = { [Name in keyof ConnectorEvents]: Set<ConnectorEvents[Name]> };

/** Creates the SDK's connector over a channel. Rejects with a ConnectorFailure if the other end refuses this till. */
export async function tillConnector(
  channel: TillChannel,
  deps: TillDeps,
  helloFields: Readonly<Record<string, unknown>> = {},
): Promise<Connector> {
  const listeners: Listeners = { status: new Set(), phase: new Set(), closed: new Set() };
  const { texts } = deps;
  const sent = new SentOrders(deps.openOrders);
  let status: Status | undefined;
  /** The failure after the connector is lost: an order that this page has sent without a final answer stays unknown. */
  const failureAfterLoss = (
    operation: TransactionType | undefined,
    lost: ConnectorFailure,
  ): ConnectorFailure =>
    operation ? ownFailure('outcome-unknown', unknownCharge(operation), texts, lost.detail) : lost;
  const till = await TillConnection.open(
    channel,
    texts,
    { ...hello, ...helloFields },
    {
      onUpdate(update) {
        if (update.kind === 'phase') return notifyAll(listeners.phase, update.phase);
        status = update.status;
        notifyAll(listeners.status, update.status);
      },
      onLost: (lost) => {
        const lastOperation = sent.operationOf(deps.lastOrder.get());
        notifyAll(
          listeners.closed,
          lost.mayBeCharged === 'unknown' ? lost : failureAfterLoss(lastOperation, lost),
        );
      },
    },
    deps.heartbeat,
  );
  /**
   * Sends a payment, or asks for the result of an order. `isNew`: no earlier call has sent the order, so the answer
   * `nothing-sent` is final.
   */
  const callForResult = async <Result extends PaymentResult | null>(
    call: { readonly name: 'pay' | 'find'; readonly orderId: string; readonly isNew: boolean },
    params: object,
    { signal }: PayOptions,
    parse: (value: unknown, charge: Charge) => Result,
  ): Promise<Result> => {
    const { name, orderId, isNew } = call;
    const afterLoss = (lost: ConnectorFailure) => failureAfterLoss(sent.operationOf(orderId), lost);
    const onAnswer = (answer: unknown) => {
      const charge = chargeOfAnswer(answer);
      const isFinal = charge === 'charged' || charge === 'not-charged';
      if (isFinal || (isNew && charge === 'nothing-sent')) sent.end(orderId);
    };
    const charge = unknownCharge(sent.operationOf(orderId) ?? 'Debit');
    return parse(await till.call(name, params, { afterLoss, onAnswer, signal }), charge);
  };
  const watchResult = <Result>(orderId: string, options: PayOptions, result: Promise<Result>) =>
    applyOptions(result, {
      orderId,
      options,
      listeners,
      unknown: (detail) => {
        const operation = sent.operationOf(orderId) ?? 'Debit';
        return ownFailure('outcome-unknown', unknownCharge(operation), texts, detail);
      },
    });
  const find = (orderId: string, options: PayOptions = {}) => {
    const call = { name: 'find', orderId, isNew: false } as const;
    return watchResult(orderId, options, callForResult(call, { orderId }, options, parseResultOrNull(texts)));
  };
  const pay = (orderId: string, fields: Record<string, unknown>, options: PayOptions) => {
    const operation = readOperation(fields);
    // Nothing is sent over a lost channel, and a duplicate moves no money.
    const isNew = !till.isLost && operation !== 'Duplicate' && sent.operationOf(orderId) === undefined;
    if (isNew) sent.begin(orderId, operation);
    const params = { request: { ...fields, orderId } };
    return callForResult({ name: 'pay', orderId, isNew }, params, options, parseResult(texts));
  };

  return {
    way: deps.way,
    notTaken: deps.notTaken,
    get status() {
      return status;
    },
    pay(request, options = {}) {
      const orderId =
        readOrderId(request) ?? mintTillOrderId((count) => crypto.getRandomValues(new Uint8Array(count)));
      return new Promise((resolve) => {
        options.signal?.throwIfAborted();
        // Stored before anything is sent, so that a page that is reloaded during the payment can find it.
        if (!till.isLost) deps.lastOrder.set(orderId);
        const { order_id: _rest, orderId: _ours, ...fields } = request as Record<string, unknown>;
        resolve(watchResult(orderId, options, pay(orderId, fields, options)));
      });
    },
    payments: { get: find },
    async resumeLast(options) {
      const orderId = deps.lastOrder.get();
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
  readonly unknown: (detail: string) => ConnectorFailure;
}

const unknownCharge = (transactionType: TransactionType): Charge => ({ charge: 'unknown', transactionType });

/** Reports this order's phases until the result. An abort ends the waiting, never the payment. */
async function applyOptions<Result>(result: Promise<Result>, watch: WatchedPayment): Promise<Result> {
  const { orderId, options, listeners, unknown } = watch;
  const { onPhase, signal } = options;
  const notify = (phase: Phase) => {
    if (phase.orderId === orderId) onPhase?.(phase);
  };
  let stop = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(unknown(`order ${orderId} goes on; this page stopped waiting`));
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

/** True for a result whose fields agree: a till must not read "paid" or "not paid" from any other answer. */
function isResult(value: unknown): value is PaymentResult {
  const { orderId, outcome, paymentStatus } = (value ?? {}) as Partial<PaymentResult>;
  const hasFields = typeof orderId === 'string' && typeof outcome === 'string';
  return hasFields && (paymentStatus === 'SUCCESS') === /^(PARTIALLY_)?APPROVED$/.test(outcome);
}

/** Undefined if the answer says nothing about an order. */
function chargeOfAnswer(answer: unknown): ChargeStatement | undefined {
  if (answer instanceof ConnectorFailure) return answer.charge;
  return isResult(answer) ? chargeOf(answer) : undefined;
}

const parseResult =
  (texts: TillClientTexts) =>
  (value: unknown, charge: Charge): PaymentResult => {
    if (isResult(value)) return completeResult(value);
    throw ownFailure('outcome-unknown', charge, texts, 'the answer does not have the agreed form');
  };

/** Adds the statements that a connector of an older program does not send. */
const completeResult = (result: PaymentResult): PaymentResult => {
  const charge = chargeOf(result);
  return { ...result, charge, ...(result.failure && { failure: { ...result.failure, charge } }) };
};

const parseResultOrNull =
  (texts: TillClientTexts) =>
  (value: unknown, charge: Charge): PaymentResult | null =>
    value === null ? null : parseResult(texts)(value, charge);

const operations: readonly TransactionType[] = ['Credit', 'Cancel', 'Authorization', 'Duplicate'];

/** The operation for the sentence about money; the connector reads the request itself. */
function readOperation(request: Readonly<Record<string, unknown>>): TransactionType {
  const given = request['transactionType'] ?? request['transaction_type'] ?? request['transation_type'];
  return operations.find((name) => name.toLowerCase() === String(given).trim().toLowerCase()) ?? 'Debit';
}

function readOrderId(request: object): string | undefined {
  const { orderId, order_id: restOrderId } = request as { orderId?: unknown; order_id?: unknown };
  const given = orderId ?? restOrderId;
  return given === undefined || given === null || given === '' ? undefined : String(given);
}
