import { notificationsWritten } from '../../core/connector-api/tab-messages.ts';
import type { OutboxEntry } from '../../core/hipay/outbox-entry.ts';
import type { WrittenElsewhere } from '../../core/ports/channel.ts';
import type { Outbox } from '../../core/ports/storage.ts';

/** The BroadcastChannel on which the service worker names the notifications that it has written. */
export const writtenChannelName = 'hipay-ecr-notifications-written';

/** Names written notifications to the pages of this browser, which then read them again. */
export const announceWritten =
  (channel: Pick<BroadcastChannel, 'postMessage'>) =>
  (entries: readonly OutboxEntry[]): void =>
    channel.postMessage({ entryIds: entries.map(({ entryId }) => entryId) });

/** Wraps an outbox. Calls `announce` with the notifications whose state it has written. */
export function announcingOutbox(
  outbox: Outbox,
  announce: (entries: readonly OutboxEntry[]) => void,
): Outbox {
  return {
    ...outbox,
    async update(entry) {
      await outbox.update(entry);
      announce([entry]);
    },
    async releaseRefused(account) {
      const released = await outbox.releaseRefused(account);
      if (released.length > 0) announce(released);
      return released;
    },
  };
}

/** Tells a page which notifications the service worker has written. */
export const writtenElsewhere = (channel: Pick<BroadcastChannel, 'addEventListener'>): WrittenElsewhere => ({
  onWritten(listener) {
    channel.addEventListener('message', ({ data }) => {
      const written = notificationsWritten.safeParse(data).data;
      if (written) listener(written.entryIds);
    });
  },
});
