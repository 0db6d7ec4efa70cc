import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/host.ts';
import { englishMessages } from '../zod-english.ts';
import { type ConnectorApi, connectorCalls } from './connector-api.ts';
import { messageOf, type RecordSource, type RelayMessage, relayVersion } from './messages.ts';
import type { Snapshot } from './snapshot.ts';

/** Sends only the newest of values that change quickly. */
export interface Paced<Value> {
  /** Sends at once, or at the end of the current interval if no newer value comes before. */
  put(value: Value): void;
  /** Sends a waiting value now. */
  flush(): void;
  /** Drops a waiting value. */
  stop(): void;
}

/** @param spanMs minimum time between two values, ms of the monotonic clock */
export function paced<Value>(
  clock: Pick<Clock, 'after'>,
  spanMs: number,
  send: (value: Value) => void,
): Paced<Value> {
  let waiting: { readonly value: Value } | undefined;
  let endSpan: (() => void) | undefined;
  const sendNow = (value: Value) => {
    waiting = undefined;
    endSpan?.();
    endSpan = clock.after(spanMs, () => {
      endSpan = undefined;
      if (waiting) sendNow(waiting.value);
    });
    send(value);
  };
  return {
    put(value) {
      if (endSpan) waiting = { value };
      else sendNow(value);
    },
    flush() {
      if (waiting) sendNow(waiting.value);
    },
    stop() {
      waiting = undefined;
      endSpan?.();
      endSpan = undefined;
    },
  };
}

type SentSnapshot = Extract<RelayMessage, { kind: 'snapshot' }>['snapshot'];

const withoutLists = ({ payments: _p, notifications: _n, ...rest }: Snapshot): SentSnapshot => rest;

/** The changed parts of a snapshot. A list that is still the same object has not changed. */
const changedSince = (now: Snapshot, sent: Snapshot | undefined): SentSnapshot => ({
  ...withoutLists(now),
  ...(now.payments !== sent?.payments && { payments: now.payments }),
  ...(now.notifications !== sent?.notifications && { notifications: now.notifications }),
});

export interface ServeOptions {
  /** Absent: the far end cannot subscribe to records. */
  readonly records?: RecordSource;
  /** Present: of snapshots that change quickly only the last one is sent. */
  readonly clock?: Pick<Clock, 'after'>;
}

/**
 * Minimum time between two snapshots, ms. A cashier does not see shorter steps, and drawing each would slow down the
 * payment.
 */
const minSnapshotIntervalMs = 50;

/**
 * Serves a connector to the far end of a channel. A malformed message gets a fault if it has an id, and is dropped
 * otherwise; it never ends the channel or the connector.
 */
export function serveConnector(
  channel: Channel,
  connector: ConnectorApi,
  program: string,
  { records, clock }: ServeOptions = {},
): void {
  let endRecords: (() => void) | undefined;
  let unsubscribe: (() => void) | undefined;
  let pacedSnapshots: Paced<Snapshot> | undefined;
  const post = (message: RelayMessage) => channel.post(message);
  /** The current snapshot goes out first, so that the receiver of an answer has the matching state. */
  const reply = (message: RelayMessage) => {
    pacedSnapshots?.flush();
    post(message);
  };

  const answer = async (message: Extract<RelayMessage, { kind: 'call' }>) => {
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
      const run = connector[message.name] as (params: unknown) => Promise<unknown>;
      const value = await run(params.data);
      reply({ kind: 'result', id: message.id, value });
    } catch (error) {
      reply({ kind: 'fault', id: message.id, text: error instanceof Error ? error.message : 'unknown' });
    }
  };

  channel.onMessage((raw) => {
    const message = messageOf(raw, 'call', 'subscribe-records', 'subscribe');
    if (message?.kind === 'call') void answer(message);
    if (message?.kind === 'subscribe-records') {
      endRecords ??= records?.subscribeRecords(message.since, (copy) => post({ kind: 'record', copy }));
    }
    if (message?.kind === 'subscribe') {
      const { lists } = message;
      let sent: Snapshot | undefined;
      const show = (now: Snapshot) => {
        post({ kind: 'snapshot', snapshot: lists ? changedSince(now, sent) : withoutLists(now) });
        sent = now;
      };
      if (clock) pacedSnapshots ??= paced(clock, minSnapshotIntervalMs, show);
      unsubscribe ??= connector.subscribe((now) => (pacedSnapshots ? pacedSnapshots.put(now) : show(now)));
    }
  });
  channel.onClose(() => {
    unsubscribe?.();
    pacedSnapshots?.stop();
    endRecords?.();
  });
  post({ kind: 'hello', relayVersion, program });
}
