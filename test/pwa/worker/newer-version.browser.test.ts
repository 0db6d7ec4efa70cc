import { deleteDB, openDB } from 'idb';
import { afterEach, expect, it } from 'vitest';
import { messagePortChannel } from '../../../src/adapters/browser/message-port.ts';
import { connectorClient } from '../../../src/core/connector-api/connector-client.ts';
import { newerTabFailure, type Snapshot } from '../../../src/core/connector-api/snapshot.ts';
import { startConnector } from '../../../src/pwa/worker/start-connector.ts';
import { aRequest, someSettings } from '../../fakes/payment-examples.ts';

Object.assign(globalThis, { __VERSION__: 'test' });
const name = 'hipay-ecr-connector';
/** Opens the database as a newer program does: with a version number above this program's. */
const openAsNewerProgram = () => openDB(name, 3);

afterEach(async () => {
  await deleteDB(name);
});

/** Starts the connector as its worker does, but with a message port instead of the worker's own messages. */
function start() {
  const { port1, port2 } = new MessageChannel();
  const ends: string[] = [];
  port2.addEventListener('message', ({ data }) => data.kind === 'connector-ended' && ends.push(data.why));
  const connector = startConnector(port1);
  return { ...connector, ends, client: connectorClient(messagePortChannel(port2), 'page') };
}

it('if a newer tab opens during a payment, this tab closes its database after the payment, and reports why', async () => {
  const { ownTerminal, client, ends } = start();
  void ownTerminal();
  const snapshots: Snapshot[] = [];
  client.subscribe((now) => snapshots.push(now));
  await expect.poll(() => snapshots.at(-1)?.owner).toBe(true);
  const settings = someSettings({
    terminal: { link: 'simulated', script: 'accept' },
    hipay: { login: 'shop', password: 'secret', gatewayUrl: 'http://127.0.0.1:9', simulated: true },
    notificationWaitMs: 500,
  });
  await client.provision({ settings });
  const paying = client.takePayment(aRequest({ orderId: 'During' }));
  await expect.poll(() => snapshots.at(-1)?.payment?.phase).toBe('customer');
  const opening = openAsNewerProgram();
  await expect.poll(() => snapshots.at(-1)?.storageFailure).toBe(newerTabFailure);
  expect(await client.takePayment(aRequest({ orderId: 'Other' }))).toMatchObject({ outcome: 'NOT_SENT' });
  expect(await paying).toMatchObject({ outcome: 'APPROVED' });
  const database = await opening;
  const written = await database.getAll('payments');
  expect(written).toMatchObject([{ orderId: 'During', state: 'answered', outcome: 'APPROVED' }]);
  expect(await database.count('notifications')).toBeGreaterThan(0);
  await expect.poll(() => ends).toEqual(['newer-tab']);
  database.close();
}, 30_000);

it('if a newer program has changed the database, this program reports it and takes no payment', async () => {
  (await openAsNewerProgram()).close();
  const { starting, client, ends } = start();
  const paying = client.takePayment(aRequest()).catch((error: unknown) => error);
  await expect(starting).rejects.toThrow();
  await expect.poll(() => ends).toEqual(['newer-data']);
  expect(await paying).toBeInstanceOf(Error);
});
