import type { Channel } from '../../core/ports/channel.ts';
import { messageOf, type RelayMessage } from '../../core/relay/messages.ts';
import type { RecordBook } from './record-book.ts';

/** Asks a page for what the book has not got, and keeps whatever it tells from then on. */
export function followRecords(channel: Channel, book: RecordBook): void {
  channel.onMessage((raw) => {
    const message = messageOf(raw, 'record');
    if (message) void book.keep(message.copy);
  });
  void book.since().then((since) => {
    const ask: RelayMessage = { kind: 'subscribe-records', since };
    channel.post(ask);
  });
}
