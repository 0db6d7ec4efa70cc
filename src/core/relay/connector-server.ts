import type { Channel } from '../ports/channel.ts';
import { type ConnectorApi, connectorCalls } from './connector-api.ts';
import { type RelayMessage, relayMessage, relayVersion } from './messages.ts';

/**
 * Offers a connector to the far end of a channel. A malformed message is answered with a fault where it has an id and
 * otherwise dropped; it never ends the channel or the connector.
 */
export function serveConnector(channel: Channel, connector: ConnectorApi, program: string): void {
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
    if (parsed.data.kind === 'subscribe') {
      unsubscribe ??= connector.subscribe((now) => post({ kind: 'snapshot', snapshot: now }));
    }
  });
  channel.onClose(() => unsubscribe?.());
  post({ kind: 'hello', relayVersion, program });
}
