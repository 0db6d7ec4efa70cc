import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/host.ts';
import { englishMessages } from '../zod-english.ts';
import { type ConnectorApi, connectorCalls } from './connector-api.ts';
import { messageOf, type RecordSource, type RelayMessage, relayVersion } from './messages.ts';
import type { Snapshot } from './snapshot.ts';

/** Of what changes faster than it is looked at only the newest is sent. */
export interface Paced<Value> {
  /** Sends at once, unless something was sent less than the span ago: then at its end, if nothing newer has come. */
  put(value: Value): void;
  /** Sends what still waits, now. */
  flush(): void;
  /** What still waits is dropped. */
  stop(): void;
}

/** @param spanMs from one sending to the next, milliseconds of the monotonic clock */
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

/** A list that is the same object as before has not changed. */
const changedSince = (now: Snapshot, sent: Snapshot | undefined): SentSnapshot => ({
  ...withoutLists(now),
  ...(now.payments !== sent?.payments && { payments: now.payments }),
  ...(now.notifications !== sent?.notifications && { notifications: now.notifications }),
});

export interface ServeOptions {
  /** The far end may also follow what the journal is told. */
  readonly records?: RecordSource;
  /** With it, of steps that pass faster than anybody sees only the last is shown. */
  readonly clock?: Pick<Clock, 'after'>;
}

/** A cashier sees no step that takes less; drawing each would take the processor from the payment itself. */
const pictureMs = 50;

/**
 * Offers a connector to the far end of a channel. A malformed message is answered with a fault where it has an id and
 * otherwise dropped; it never ends the channel or the connector.
 */
export function serveConnector(
  channel: Channel,
  connector: ConnectorApi,
  program: string,
  { records, clock }: ServeOptions = {},
): void {
  let endRecords: (() => void) | undefined;
  let unsubscribe: (() => void) | undefined;
  let pictures: Paced<Snapshot> | undefined;
  const post = (message: RelayMessage) => channel.post(message);
  /** Whoever acts on an answer finds the picture that it was given by. */
  const reply = (message: RelayMessage) => {
    pictures?.flush();
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
      if (clock) pictures ??= paced(clock, pictureMs, show);
      unsubscribe ??= connector.subscribe((now) => (pictures ? pictures.put(now) : show(now)));
    }
  });
  channel.onClose(() => {
    unsubscribe?.();
    pictures?.stop();
    endRecords?.();
  });
  post({ kind: 'hello', relayVersion, program });
}
