import { Queue } from 'workbox-background-sync';
import type { NotificationRequest } from './notification-request.ts';

// As in workbox's documentation, the queue sends its requests again at the browser's `sync` event, or at each start of the
// worker if there is no such event. Here the page also asks for it every second, so that it does not wait for Chromium.
const queue = new Queue('orders', { maxRetentionTime: 7 * 24 * 60 });
let replaying: Promise<void> | undefined;

const replay = () => {
  replaying ??= queue
    .replayRequests()
    .catch(() => {
      // A request without an answer stays first; the next replay begins with it.
    })
    .finally(() => {
      replaying = undefined;
    });
  return replaying;
};

addEventListener('message', (event) => {
  const { data, ports }: MessageEvent<readonly NotificationRequest[] | 'awake'> = event;
  const work = async () => {
    if (data === 'awake') return replay();
    for (const { url, headers, form } of data)
      await queue.pushRequest({ request: new Request(url, { method: 'POST', headers, body: form }) });
    ports[0]?.postMessage('kept');
  };
  (event as MessageEvent & ExtendableEvent).waitUntil(work());
});

interface ExtendableEvent {
  waitUntil(work: Promise<unknown>): void;
}
