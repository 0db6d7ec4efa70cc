import type { Channel } from '../ports/channel.ts';
import {
  type CallName,
  type CallParams,
  type CallResult,
  type ConnectorApi,
  connectorCalls,
  forwardCalls,
  type PaymentContext,
} from './connector-api.ts';
import { messageOf, type RelayMessage, relayVersion } from './messages.ts';
import type { Snapshot } from './snapshot.ts';

/** The other end is gone. It is not known whether the connector there has executed the call. */
export class ChannelClosed extends Error {
  override readonly name = 'ChannelClosed';
  constructor() {
    super('the connector at the other end of this channel is gone');
  }
}

export class CallFault extends Error {
  override readonly name = 'CallFault';
}

type PermitRequestMessage = Extract<RelayMessage, { kind: 'leave-asked' }>;

interface PendingCall {
  readonly name: CallName;
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
  readonly givePermit?: PaymentContext['givePermit'];
}

/**
 * The connector at the other end of a channel. Calls reject with ChannelClosed or CallFault. If `lists` is false, its
 * snapshots have empty lists of payments and notifications.
 */
export function connectorClient(channel: Channel, program: string, lists = true): ConnectorApi {
  const waiting = new Map<string, PendingCall>();
  const listeners = new Set<(current: Snapshot) => void>();
  let latest: Snapshot | undefined;
  let lastId = 0;
  let closed = false;

  channel.onMessage((raw) => {
    const message = messageOf(raw, 'snapshot', 'result', 'fault', 'leave-asked');
    if (message?.kind === 'leave-asked') {
      void answerPermitRequest(message);
    } else if (message?.kind === 'snapshot') {
      const { payments, notifications, ...rest } = message.snapshot;
      const current = {
        ...rest,
        payments: payments ?? latest?.payments ?? [],
        notifications: notifications ?? latest?.notifications ?? [],
      };
      latest = current;
      for (const listener of listeners) listener(current);
    } else if (message) {
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (!call) return;
      if (message.kind === 'fault') return call.reject(new CallFault(message.text));
      const value = connectorCalls[call.name].result.safeParse(message.value);
      if (value.success) call.resolve(value.data as never);
      else call.reject(new CallFault(`${call.name}: the answer does not have the agreed form`));
    }
  });
  channel.onClose(() => {
    closed = true;
    for (const call of waiting.values()) call.reject(new ChannelClosed());
    waiting.clear();
  });
  channel.post({ kind: 'hello', relayVersion, program });

  /** A call that has ended gives no permit, because its till does not wait any more. */
  const answerPermitRequest = async ({ id, kind: _, ...asked }: PermitRequestMessage) => {
    const call = waiting.get(id);
    const answer = await call?.givePermit?.(asked).catch(() => false);
    const refusal = typeof answer === 'object' ? { refusal: answer } : {};
    channel.post({
      kind: 'leave-answered',
      id,
      paymentId: asked.paymentId,
      given: answer === true,
      ...refusal,
    });
  };
  const call = <Name extends CallName>(
    name: Name,
    params: CallParams<Name>,
    context: PaymentContext = {},
  ): Promise<CallResult<Name>> =>
    new Promise((resolve, reject) => {
      const { givePermit } = context;
      if (closed) return reject(new ChannelClosed());
      const id = String(++lastId);
      waiting.set(id, {
        name,
        resolve: resolve as (value: never) => void,
        reject,
        ...(givePermit && { givePermit: (request) => givePermit(request) }),
      });
      channel.post({
        kind: 'call',
        id,
        name,
        params,
        ...(context.known && { known: context.known }),
        ...(context.mayLackRecords && { mayLack: true }),
        ...(context.earlierSales && { unnumbered: context.earlierSales }),
        ...(givePermit && { leave: true }),
        ...(context.permitNotStored && { leaveUnwritten: true }),
        ...(context.origin && { origin: context.origin }),
      });
    });

  const calls = forwardCalls((name, params, context) => call(name, params, context));

  return {
    ...calls,
    subscribe(listener) {
      if (listeners.size === 0) channel.post({ kind: 'subscribe', lists });
      listeners.add(listener);
      if (latest) listener(latest);
      return () => listeners.delete(listener);
    },
  };
}
