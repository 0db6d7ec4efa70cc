import { expect, test } from 'vitest';
import { messageOf } from '../../../src/core/connector-api/messages.ts';
import { anEntry, aRecord } from '../../fakes/payment-examples.ts';
import { fakePage } from '../helpers/fake-page.ts';
import { runningSidecar, temporaryFolder } from '../helpers/running-sidecar.ts';

test('a page of a new profile shows how many sales of other browsers are not delivered, until all are delivered', async () => {
  const homeFolder = await temporaryFolder();
  const first = await runningSidecar({ homeFolder });
  const entry = anEntry();
  const record = aRecord({ state: 'answered', outcome: 'APPROVED', installation: 'old-profile' });
  const old = await fakePage(first, {
    journal: 'old-profile',
    records: {
      subscribeRecords: (_since, listener) => {
        listener({ kind: 'payment', record });
        listener({ kind: 'notification', entry });
        return () => {};
      },
    },
  });
  const reported: (number | null)[] = [];
  const page = await fakePage(first, { journal: 'new-profile' }, old.cookie);
  page.socket.on('message', (data) => {
    const message = messageOf(JSON.parse(String(data)), 'undelivered');
    if (message) reported.push(message.count);
  });
  await expect.poll(() => reported.at(-1)).toBe(1);
  const delivered = { ...entry, attempts: 1, state: 'delivered' };
  await fetch(`${first.url}/connector/notification`, {
    method: 'POST',
    headers: { origin: first.pageUrl, cookie: old.cookie },
    body: JSON.stringify({ journal: 'old-profile', entry: delivered }),
  });
  await expect.poll(() => reported.at(-1)).toBe(0);
});
