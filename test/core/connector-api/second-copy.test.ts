import { expect, it } from 'vitest';
import { messageOf } from '../../../src/core/connector-api/messages.ts';
import { SecondCopy } from '../../../src/core/connector-api/second-copy.ts';
import type { RecordsFile } from '../../../src/core/records/records-file.ts';
import { channelPair } from '../../fakes/memory-tabs.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';

const known: RecordsFile = {
  kind: 'hipay-ecr-records',
  version: 1,
  payments: [aRecord()],
  notifications: [],
};

function attached() {
  const clock = new VirtualClock();
  const copy = new SecondCopy(clock);
  const [page, sidecar] = channelPair();
  copy.attach(page);
  return { clock, copy, sidecar };
}

it('asks the sidecar what it knows of an order', async () => {
  const { clock, copy, sidecar } = attached();
  sidecar.onMessage((raw) => {
    const asked = messageOf(raw, 'order-asked');
    if (asked) sidecar.post({ kind: 'order-known', id: asked.id, known, ...answers[asked.orderId] });
  });
  const answers: Record<string, object> = { Lost: { mayLack: true, elsewhere: [] } };
  expect(await clock.until(copy.recordsOf('Order_1'))).toEqual({
    records: known,
    mayLackRecords: false,
    elsewhere: [],
  });
  expect(await clock.until(copy.recordsOf('Lost'))).toEqual({
    records: known,
    mayLackRecords: true,
    elsewhere: [],
  });
});

it('asks the sidecar for payments in doubt, and waits for them only a second', async () => {
  const { clock, copy, sidecar } = attached();
  const doubts = [{ paymentId: 'p-1', orderId: 'Order_1', createdAt: 5 }];
  const sale = aRequest({ orderId: 'Next' });
  let isSilent = false;
  sidecar.onMessage((raw) => {
    const asked = messageOf(raw, 'doubts-asked');
    if (asked && !isSilent) sidecar.post({ kind: 'doubts-known', id: asked.id, doubts });
    expect(asked?.sale).toEqual({
      orderId: 'Next',
      amountMinor: 1023,
      currency: 'EUR',
      transactionType: 'Debit',
    });
  });
  expect(await clock.until(copy.doubtsAbout(sale))).toEqual(doubts);
  isSilent = true;
  const before = clock.now();
  expect(await clock.until(copy.doubtsAbout(sale))).toEqual([]);
  expect(clock.now() - before).toBe(1000);
  expect(await new SecondCopy(clock).doubtsAbout(sale)).toEqual([]);
});

it('reports a loss of records until the loss is over or the sidecar disconnects, and forwards its acceptance', async () => {
  const { clock, copy, sidecar } = attached();
  const seen: unknown[] = [];
  copy.onLoss((loss) => seen.push(loss));
  const accepted: unknown[] = [];
  sidecar.onMessage((raw) => accepted.push(messageOf(raw, 'loss-accepted')));
  const loss = { at: 5, missing: 2 };
  sidecar.post({ kind: 'records-lost', loss });
  sidecar.post({ kind: 'records-lost', loss: null });
  sidecar.post({ kind: 'records-lost', loss });
  await clock.advance(10);
  expect(copy.acceptLoss()).toBe(true);
  await clock.advance(10);
  expect(accepted).toEqual([{ kind: 'loss-accepted' }]);
  sidecar.close();
  await clock.advance(10);
  expect(seen).toEqual([undefined, loss, undefined, loss, undefined]);
  expect(copy.acceptLoss()).toBe(false);
});

it('reports the files that the sidecar cannot write, until all can be written or the sidecar disconnects', async () => {
  const { clock, copy, sidecar } = attached();
  const failures = [{ file: 'records.jsonl', error: 'ENOSPC' }];
  sidecar.post({ kind: 'disk-failures', failures });
  await clock.advance(10);
  const seen: unknown[] = [];
  copy.onDiskFailures((now) => seen.push(now));
  sidecar.post({ kind: 'disk-failures', failures: [] });
  sidecar.post({ kind: 'disk-failures', failures });
  await clock.advance(10);
  sidecar.close();
  await clock.advance(10);
  expect(seen).toEqual([failures, undefined, failures, undefined]);
});

it('knows nothing of an order without a sidecar, or after the sidecar has disconnected', async () => {
  const { clock, copy, sidecar } = attached();
  expect(await new SecondCopy(clock).recordsOf('Order_1')).toBeUndefined();
  sidecar.close();
  await clock.advance(10);
  expect(await copy.recordsOf('Order_1')).toBeUndefined();
});

it('fails if the sidecar does not answer within two seconds: the order must not be charged', async () => {
  const { clock, copy } = attached();
  await expect(clock.until(copy.recordsOf('Order_1'))).rejects.toThrow(/does not say/);
});
