import type { Outbox } from '../core/ports/outbox.ts';
import type { CallResult } from '../core/relay/connector-api.ts';
import type { OutboxDelivery } from './deliver-outbox.ts';
import type { SnapshotBoard } from './snapshot-board.ts';

interface SendingOutside {
  readonly outbox: Outbox;
  readonly delivery: OutboxDelivery;
  readonly board: SnapshotBoard;
}

/** Tells HiPay what a person does not want to wait for, one notification or all, and counts what came of it. */
export async function sendNotificationsNow(
  entryId: string | undefined,
  { outbox, delivery, board }: SendingOutside,
): Promise<CallResult<'sendNotificationsNow'>> {
  const before = await outbox.countUndelivered();
  await (entryId === undefined ? delivery.sendNow() : delivery.sendOne(entryId));
  const after = await outbox.countUndelivered();
  await board.refresh();
  const left = after.pending + after.parked;
  return { delivered: Math.max(0, before.pending + before.parked - left), left };
}
