import { openDB } from 'idb';
import { expect, it } from 'vitest';
import {
  isNewerDatabase,
  openConnectorDatabase,
} from '../../../src/adapters/indexeddb/connector-database.ts';
import { indexedDbJournal } from '../../../src/adapters/indexeddb/payment-storage.ts';
import { aRecord } from '../../fakes/payment-examples.ts';

let count = 0;
const freshName = () => `newer-version-${Date.now()}-${count++}`;
const newer = (name: string) =>
  openDB(name, 3, { upgrade: (database) => void database.createObjectStore('new') });

it('the database closes for a newer version only when it may, after all earlier writes', async () => {
  const name = freshName();
  const permission = Promise.withResolvers<void>();
  const steps: string[] = [];
  const database = await openConnectorDatabase({
    name,
    giveWay: () => {
      steps.push('asked');
      return permission.promise;
    },
    gaveWay: () => steps.push('closed'),
  });
  const journal = indexedDbJournal(database);
  const opening = newer(name).then((opened) => {
    steps.push('opened');
    return opened;
  });
  await expect.poll(() => steps).toEqual(['asked']);
  await journal.write(aRecord({ state: 'waiting' }));
  await journal.write(aRecord({ state: 'answered', outcome: 'APPROVED' }));
  const last = journal.write(aRecord({ paymentId: 'last' }));
  permission.resolve();
  const opened = await opening;
  expect(steps).toEqual(['asked', 'closed', 'opened']);
  // The last write began before the closing: it is stored, or it rejects.
  const written = await last.then(
    () => true,
    () => false,
  );
  expect(await opened.get('payments', 'payment-1')).toMatchObject({ outcome: 'APPROVED' });
  expect((await opened.get('payments', 'last')) !== undefined).toBe(written);
  await expect(journal.write(aRecord())).rejects.toThrow();
  opened.close();
});

it('an older program cannot open the database of a newer program, and recognizes the reason', async () => {
  const name = freshName();
  (await newer(name)).close();
  const failure = await openConnectorDatabase({ name }).catch((error: unknown) => error);
  expect(isNewerDatabase(failure)).toBe(true);
  expect(isNewerDatabase(new DOMException('full', 'QuotaExceededError'))).toBe(false);
});
