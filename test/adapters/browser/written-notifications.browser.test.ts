import { expect, test } from 'vitest';
import {
  announceWritten,
  announcingOutbox,
  writtenElsewhere,
} from '../../../src/adapters/browser/written-notifications.ts';
import type { Outbox } from '../../../src/core/ports/storage.ts';
import { anEntry } from '../../fakes/payment-examples.ts';

const channels = () => {
  const name = crypto.randomUUID();
  return [new BroadcastChannel(name), new BroadcastChannel(name)] as const;
};

test('a page learns of a notification only after it is written', async () => {
  const [worker, page] = channels();
  const order: string[] = [];
  const heard = new Promise<readonly string[]>((resolve) =>
    writtenElsewhere(page).onWritten((ids) => {
      order.push('heard');
      resolve(ids);
    }),
  );
  const slow = {
    update: async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push('written');
    },
  } as unknown as Outbox;
  await announcingOutbox(slow, announceWritten(worker)).update(anEntry({ entryId: 'entry-7' }));
  worker.close();
  expect(await heard).toEqual(['entry-7']);
  expect(order).toEqual(['written', 'heard']);
});

test('a failed write is not announced, and messages of another form are ignored', async () => {
  const [worker, page] = channels();
  const heard: (readonly string[])[] = [];
  writtenElsewhere(page).onWritten((ids) => heard.push(ids));
  const failing = { update: () => Promise.reject(new Error('full')) } as unknown as Outbox;
  await expect(announcingOutbox(failing, announceWritten(worker)).update(anEntry())).rejects.toThrow('full');
  for (const message of ['x', {}, { entryIds: [7] }, null]) worker.postMessage(message);
  worker.postMessage({ entryIds: ['last'] });
  await expect.poll(() => heard).toEqual([['last']]);
});

test('a page learns of the notifications that wait no longer for a person', async () => {
  const [worker, page] = channels();
  const heard: (readonly string[])[] = [];
  writtenElsewhere(page).onWritten((ids) => heard.push(ids));
  const outbox = { releaseRefused: async () => [anEntry({ entryId: 'entry-8' })] } as unknown as Outbox;
  await announcingOutbox(outbox, announceWritten(worker)).releaseRefused('shop');
  await expect.poll(() => heard).toEqual([['entry-8']]);
});
