import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/host.ts';
import { englishMessages } from '../zod-english.ts';
import {
  type ConnectorApi,
  callByName,
  connectorCalls,
  type PermitAnswer,
  type PermitRequest,
} from './connector-api.ts';
import { messageOf, type RecordSource, type RelayMessage, relayVersion } from './messages.ts';
import type { Snapshot } from './snapshot.ts';

/** A sender for values that change quickly: per interval it sends only the newest value. */
export interface PacedSender<Value> {
  /** Sends at once, or at the end of the current interval if no newer value comes before. */
  put(value: Value): void;
  /** Sends a waiting value now. */
  flush(): void;
  /** Drops a waiting value. */
  stop(): void;
}

/** @param intervalMs minimum time between two values, ms of the monotonic clock */
export function createPacedSender<Value>(
  clock: Pick<Clock, 'after'>,
  intervalMs: number,
  send: (value: Value) => void,
): PacedSender<Value> {
  let waiting: { readonly value: Value } | undefined;
  let cancelInterval: (() => void) | undefined;
  const sendNow = (value: Value) => {
    waiting = undefined;
    cancelInterval?.();
    cancelInterval = clock.after(intervalMs, () => {
      cancelInterval = undefined;
      if (waiting) sendNow(waiting.value);
    });
    send(value);
  };
  return {
    put(value) {
      if (cancelInterval) waiting = { value };
      else sendNow(value);
    },
    flush() {
      if (waiting) sendNow(waiting.value);
    },
    stop() {
      waiting = undefined;
      cancelInterval?.();
      cancelInterval = undefined;
    },
  };
}

type SentSnapshot = Extract<RelayMessage, { kind: 'snapshot' }>['snapshot'];

const withoutLists = ({ payments: _p, notifications: _n, ...rest }: Snapshot): SentSnapshot => rest;

/** The snapshot without its unchanged lists. A list that is still the same object has not changed. */
const changedSince = (current: Snapshot, sent: Snapshot | undefined): SentSnapshot => ({
  ...withoutLists(current),
  ...(current.payments !== sent?.payments && { payments: current.payments }),
  ...(current.notifications !== sent?.notifications && { notifications: current.notifications }),
});

export interface ServeOptions {
  /** Absent: the other end cannot subscribe to records. */
  readonly records?: RecordSource;
  /** With a clock, at most one snapshot is sent per `minSnapshotIntervalMs`: the newest. Without it, every snapshot is. */
  readonly clock?: Pick<Clock, 'after'>;
}

/**
 * Minimum time between two snapshots, ms. A cashier does not see shorter steps, and drawing each of them would slow
 * down the payment.
 */
const minSnapshotIntervalMs = 50;

/**
 * Serves a connector to the other end of a channel. A call with wrong parameters is answered with a fault. Any other
 * malformed message is dropped. Neither ends the channel or the connector.
 */
export function serveConnector(
  channel: Channel,
  connector: ConnectorApi,
  program: string,
  { records, clock }: ServeOptions = {},
): void {
  let unsubscribeRecords: (() => void) | undefined;
  let unsubscribe: (() => void) | undefined;
  let pacedSnapshots: PacedSender<Snapshot> | undefined;
  let isClosed = false;
  const post = (message: RelayMessage) => channel.post(message);
  /** Sends a waiting snapshot first, so that the receiver has the new state before it gets the answer. */
  const reply = (message: RelayMessage) => {
    pacedSnapshots?.flush();
    post(message);
  };

  /** The requests for a permit that wait for an answer, by call id and payment id. */
  const openPermitRequests = new Map<string, (answer: PermitAnswer) => void>();
  /** Resolves with false when the other end is gone. */
  const askPermit = (id: string, { payments, saleRecords, ...asked }: PermitRequest): Promise<PermitAnswer> =>
    new Promise((resolve) => {
      if (isClosed) return resolve(false);
      openPermitRequests.set(`${id} ${asked.paymentId}`, resolve);
      post({
        kind: 'leave-asked',
        id,
        ...asked,
        payments: [...payments],
        ...(saleRecords && { saleRecords: [...saleRecords] }),
      });
    });

  const answerCall = async (message: Extract<RelayMessage, { kind: 'call' }>) => {
    const params = connectorCalls[message.name].params.safeParse(message.params, englishMessages);
    if (!params.success) {
      const issue = params.error.issues[0];
      return reply({
        kind: 'fault',
        id: message.id,
        text: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
      });
    }
    try {
      const { id, known } = message;
      const givePermit = (request: PermitRequest) => askPermit(id, request);
      const value = await callByName(connector, message.name, params.data, {
        ...(known && { known }),
        ...(message.mayLack && { mayLackRecords: true }),
        ...(message.unnumbered && { earlierSales: message.unnumbered }),
        ...(message.leave && { givePermit }),
        ...(message.leaveUnwritten && { permitNotStored: true }),
        ...(message.origin && { origin: message.origin }),
      });
      reply({ kind: 'result', id: message.id, value });
    } catch (error) {
      reply({ kind: 'fault', id: message.id, text: error instanceof Error ? error.message : 'unknown' });
    }
  };

  channel.onMessage((raw) => {
    const message = messageOf(raw, 'call', 'leave-answered', 'subscribe-records', 'subscribe', 'heartbeat');
    if (message?.kind === 'heartbeat') post({ kind: 'alive' });
    if (message?.kind === 'call') void answerCall(message);
    if (message?.kind === 'leave-answered') {
      const key = `${message.id} ${message.paymentId}`;
      openPermitRequests.get(key)?.(message.given || (message.refusal ?? false));
      openPermitRequests.delete(key);
    }
    if (message?.kind === 'subscribe-records') {
      // A second request means that the second copy has lost records.
      unsubscribeRecords?.();
      unsubscribeRecords = records?.subscribeRecords(message.since, (copy) => post({ kind: 'record', copy }));
    }
    if (message?.kind === 'subscribe') {
      const { lists } = message;
      let sent: Snapshot | undefined;
      const send = (current: Snapshot) => {
        post({ kind: 'snapshot', snapshot: lists ? changedSince(current, sent) : withoutLists(current) });
        sent = current;
      };
      if (clock) pacedSnapshots ??= createPacedSender(clock, minSnapshotIntervalMs, send);
      unsubscribe ??= connector.subscribe((current) =>
        pacedSnapshots ? pacedSnapshots.put(current) : send(current),
      );
    }
  });
  channel.onClose(() => {
    isClosed = true;
    for (const resolve of openPermitRequests.values()) resolve(false);
    openPermitRequests.clear();
    unsubscribe?.();
    pacedSnapshots?.stop();
    unsubscribeRecords?.();
  });
  post({ kind: 'hello', relayVersion, program });
}
