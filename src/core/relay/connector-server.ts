import type { Channel } from '../ports/channel.ts';
import { type ConnectorApi, connectorCalls } from './connector-api.ts';
import { type RelayMessage, relayMessage, relayVersion } from './messages.ts';
import type { RecordSource } from './record-copy.ts';
import type { Snapshot } from './snapshot.ts';

type SentSnapshot = Extract<RelayMessage, { kind: 'snapshot' }>['snapshot'];

const withoutLists = ({ payments: _p, notifications: _n, ...rest }: Snapshot): SentSnapshot => rest;

/** A list that is the same object as before has not changed. */
const changedSince = (now: Snapshot, sent: Snapshot | undefined): SentSnapshot => ({
  ...withoutLists(now),
  ...(now.payments !== sent?.payments && { payments: now.payments }),
  ...(now.notifications !== sent?.notifications && { notifications: now.notifications }),
});

/**
 * Offers a connector to the far end of a channel. A malformed message is answered with a fault where it has an id and
 * otherwise dropped; it never ends the channel or the connector. With `records` the far end may also follow what the journal is told.
 */
export function serveConnector(
  channel: Channel,
  connector: ConnectorApi,
  program: string,
  records?: RecordSource,
): void {
  let endRecords: (() => void) | undefined;
  let unsubscribe: (() => void) | undefined;
  const post = (message: RelayMessage) => channel.post(message);

  const answer = async (message: Extract<RelayMessage, { kind: 'call' }>) => {
    const params = connectorCalls[message.name].params.safeParse(message.params);
    if (!params.success) {
      const issue = params.error.issues[0];
      return post({
        kind: 'fault',
        id: message.id,
        text: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
      });
    }
    try {
      const run = connector[message.name] as (params: unknown) => Promise<unknown>;
      post({ kind: 'result', id: message.id, value: await run(params.data) });
    } catch (error) {
      post({ kind: 'fault', id: message.id, text: error instanceof Error ? error.message : 'unknown' });
    }
  };

  channel.onMessage((raw) => {
    const parsed = relayMessage.safeParse(raw);
    if (!parsed.success) return;
    if (parsed.data.kind === 'call') void answer(parsed.data);
    if (parsed.data.kind === 'subscribe-records') {
      endRecords ??= records?.subscribeRecords(parsed.data.since, (copy) => post({ kind: 'record', copy }));
    }
    if (parsed.data.kind === 'subscribe') {
      const { lists } = parsed.data;
      let sent: Snapshot | undefined;
      unsubscribe ??= connector.subscribe((now) => {
        post({ kind: 'snapshot', snapshot: lists ? changedSince(now, sent) : withoutLists(now) });
        sent = now;
      });
    }
  });
  channel.onClose(() => {
    unsubscribe?.();
    endRecords?.();
  });
  post({ kind: 'hello', relayVersion, program });
}
