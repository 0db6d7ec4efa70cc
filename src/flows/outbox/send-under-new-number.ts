import type { CallResult } from '../../core/connector-api/connector-api.ts';
import { mayGetNewNumber, withNewNumber } from '../../core/hipay/new-number.ts';
import type { Digest } from '../../core/hipay/order-hash.ts';
import type { Clock, Ids } from '../../core/ports/host.ts';
import type { Journal, Outbox } from '../../core/ports/storage.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { SnapshotStore } from '../snapshot-store.ts';
import type { OutboxDelivery } from './deliver-outbox.ts';

interface NewNumberDeps {
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly delivery: OutboxDelivery;
  readonly snapshots: SnapshotStore;
  readonly settings: Settings;
  readonly digest: Digest;
  readonly clock: Clock;
  readonly ids: Ids;
}

type Result = CallResult<'sendUnderNewNumber'>;

/**
 * Gives all notifications of a payment one new order number, on a person's request, and sends them. They are written in
 * one transaction before the first is sent, so that even after a crash all have the new number.
 */
export async function sendUnderNewNumber(entryId: string, deps: NewNumberDeps): Promise<Result> {
  const { outbox, delivery, snapshots } = deps;
  let result: Result = { renumbered: false };
  await delivery.betweenTries(async () => {
    result = await giveNewNumber(entryId, deps);
  });
  if (!result.renumbered) return result;
  const [entry] = await outbox.findAll([entryId]);
  for (const each of entry ? await outbox.ofPayment(entry.paymentId) : [])
    await delivery.sendOne(each.entryId);
  await snapshots.refresh();
  return result;
}

async function giveNewNumber(
  entryId: string,
  { journal, outbox, settings, digest, clock, ids }: NewNumberDeps,
): Promise<Result> {
  const [entry] = await outbox.findAll([entryId]);
  if (!entry) return { renumbered: false };
  const [record, group] = await Promise.all([
    journal.find(entry.paymentId),
    outbox.ofPayment(entry.paymentId),
  ]);
  if (!record || !mayGetNewNumber(group)) return { renumbered: false };
  const orderId = settings.orderPrefix + ids.orderId();
  const changed = group.map((each) =>
    withNewNumber(each, orderId, settings.hipay.hashKey, digest, clock.now()),
  );
  await journal.writeWithNotifications(record, await Promise.all(changed));
  return { renumbered: true, orderId };
}
