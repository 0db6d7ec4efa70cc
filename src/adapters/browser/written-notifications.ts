import { notificationsWritten } from '../../core/connector-api/messages.ts';
import type { WrittenElsewhere } from '../../core/ports/channel.ts';
import type { Outbox } from '../../core/ports/storage.ts';

/** The BroadcastChannel on which the service worker names the notifications that it has written. */
export const writtenChannelName = 'hipay-ecr-notifications-written';

/** An outbox that names every notification it has written to the pages of this browser, which then read it again. */
export function announcingOutbox(outbox: Outbox, channel: Pick<BroadcastChannel, 'postMessage'>): Outbox {
  return {
    ...outbox,
    async update(entry) {
      await outbox.update(entry);
      channel.postMessage({ entryIds: [entry.entryId] });
    },
    async releaseRefused(account) {
      const released = await outbox.releaseRefused(account);
      if (released.length > 0) channel.postMessage({ entryIds: released.map(({ entryId }) => entryId) });
      return released;
    },
  };
}

/** What the service worker has written, for a page. */
export const writtenElsewhere = (channel: Pick<BroadcastChannel, 'addEventListener'>): WrittenElsewhere => ({
  onWritten(listener) {
    channel.addEventListener('message', ({ data }) => {
      const written = notificationsWritten.safeParse(data).data;
      if (written) listener(written.entryIds);
    });
  },
});
