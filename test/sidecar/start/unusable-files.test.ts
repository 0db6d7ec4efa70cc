import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { openPaymentPermits } from '../../../src/sidecar/records/payment-permits.ts';
import { openRecordStore } from '../../../src/sidecar/records/record-store.ts';
import { isPortFree } from '../../../src/sidecar/server/listen.ts';
import { freePort } from '../../end-to-end/running-sidecar.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { runningSidecar, temporaryFolder } from '../helpers/running-sidecar.ts';
import { refuseFile } from '../helpers/unusable-file.ts';

const november = Date.parse('2026-11-20T12:00:00Z');
const december = Date.parse('2026-12-02T12:00:00Z');

const paid = (orderId: string, at: number) => ({
  kind: 'payment' as const,
  record: {
    ...aRecord({ paymentId: `payment of ${orderId}`, orderId, request: aRequest({ orderId }) }),
    ...{ state: 'answered' as const, outcome: 'APPROVED' as const, createdAt: at, updatedAt: at },
  },
});

/** The home folder of a shop with a paid order in a closed month, one in this month, and a paired page. */
async function shopHome(): Promise<string> {
  const folder = await temporaryFolder();
  for (const [now, id] of [
    [november, 'Old_1'],
    [december, 'New_1'],
  ] as const) {
    const store = await openRecordStore(folder, silentLog(), { now: () => now });
    await store.loadIndex();
    await store.keep(paid(id, now));
    await store.close();
  }
  await (await openPaymentPermits(folder, silentLog())).close();
  writeFileSync(join(folder, 'pairing.json'), JSON.stringify({ version: 1, browsers: [] }));
  writeFileSync(join(folder, 'tills.json'), JSON.stringify({ version: 1, tills: [] }));
  writeFileSync(join(folder, 'erasures.json'), JSON.stringify({ version: 1, erasures: [] }));
  expect(existsSync(join(folder, 'records-2026-11.index'))).toBe(true);
  return folder;
}

/** Whether a start of this folder finds both orders, and no loss. */
async function expectNoLoss(homeFolder: string): Promise<void> {
  const store = await openRecordStore(homeFolder, silentLog(), { now: () => december });
  onTestFinished(() => store.close());
  await store.loadIndex();
  for (const id of ['Old_1', 'New_1']) expect(await store.find(id)).toMatchObject({ outcome: 'APPROVED' });
  expect(store.damage()).toBeUndefined();
}

const files = [
  ...['asked.jsonl', 'records.jsonl', 'records.index', 'records.state.json', 'records-2026-11.jsonl'],
  ...['records-2026-11.index', 'erasures.json', 'pairing.json', 'tills.json'],
];

describe('a file of the home folder that cannot be used', () => {
  test.each(files)('%s refuses the start while a program holds it, and nothing is lost', async (name) => {
    const homeFolder = await shopHome();
    const before = readFileSync(join(homeFolder, name));
    const { free } = refuseFile(join(homeFolder, name), 'EBUSY');
    await expect(runningSidecar({ homeFolder, fileWaitMs: 100 })).rejects.toMatchObject({
      code: 'EBUSY',
      path: join(homeFolder, name),
    });
    free();
    expect(readFileSync(join(homeFolder, name))).toEqual(before);
    await expectNoLoss(homeFolder);
  });

  test.each(['EPERM', 'EACCES', 'EMFILE', 'ENFILE', 'EIO'])('refuses the start with %s too', async (code) => {
    const homeFolder = await shopHome();
    const { free } = refuseFile(join(homeFolder, 'records.state.json'), code);
    await expect(runningSidecar({ homeFolder, fileWaitMs: 100 })).rejects.toMatchObject({ code });
    free();
    await expectNoLoss(homeFolder);
  });

  test('answers a till that waits for the start: nothing was sent. The reason comes before the close', async () => {
    const homeFolder = await shopHome();
    refuseFile(join(homeFolder, 'records.jsonl'), 'EBUSY');
    const port = await freePort();
    const ends: string[] = [];
    const start = runningSidecar({
      homeFolder,
      fileWaitMs: 1000,
      options: { port },
      onFailure: () => void ends.push('reason'),
    }).catch(() => void ends.push('end'));
    const order = () => fetch(`http://127.0.0.1:${port}/order`, { method: 'POST', body: '{}' });
    await expect.poll(() => isPortFree(port)).toBe(false);
    const answer = await order();
    ends.push('answer');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ error: { errorCode: '1114', charge: 'nothing-sent' } });
    await start;
    expect(ends).toEqual(['reason', 'answer', 'end']);
    await expect(order()).rejects.toThrow();
  });

  test('is tried again, so that a file that is held for a short time does not matter', async () => {
    const homeFolder = await shopHome();
    const { free } = refuseFile(join(homeFolder, 'records.state.json'), 'EBUSY');
    setTimeout(free, 500);
    const sidecar = await runningSidecar({ homeFolder });
    await sidecar.stop();
    await sidecar.closed;
    await expectNoLoss(homeFolder);
  });

  test.each(['records.state.json', 'records.lost.json'])(
    '%s that is held after the look at all files is no loss either',
    async (name) => {
      const homeFolder = await shopHome();
      if (name === 'records.lost.json')
        writeFileSync(join(homeFolder, name), JSON.stringify({ at: 7, what: 'x', missing: 1, own: 0 }));
      const { free } = refuseFile(join(homeFolder, name), 'EIO');
      await expect(openRecordStore(homeFolder, silentLog())).rejects.toMatchObject({ code: 'EIO' });
      free();
    },
  );

  test('does not read a list of permits that cannot be opened as an empty list', async () => {
    const homeFolder = await shopHome();
    const permits = await openPaymentPermits(homeFolder, silentLog());
    await permits.give({ orderId: 'Running_1', paymentId: 'p' });
    await permits.close();
    const path = join(homeFolder, 'asked.jsonl');
    const { free } = refuseFile(path, 'EIO', { onRead: true });
    await expect(openPaymentPermits(homeFolder, silentLog())).rejects.toMatchObject({ code: 'EIO' });
    free();
  });

  test.each([
    ['records.index', false],
    ['records.index', true],
    ['records-2026-11.jsonl', false],
    ['records-2026-11.index', true],
  ])(
    '%s that fails later (its reading: %s) makes no order new, and the next look-up tries again',
    async (name, onRead) => {
      const homeFolder = await shopHome();
      const store = await openRecordStore(homeFolder, silentLog(), { now: () => december });
      onTestFinished(() => store.close());
      const { free } = refuseFile(join(homeFolder, name), 'EIO', { onRead });
      await store.loadIndex();
      await expect(store.recordsOf('Old_1')).rejects.toThrow();
      await expect(store.recordsOf('New_1')).rejects.toThrow();
      expect(store.damage()).toBeUndefined();
      free();
      await store.keep(paid('New_2', december));
      for (const id of ['Old_1', 'New_1', 'New_2'])
        expect(await store.find(id)).toMatchObject({ outcome: 'APPROVED' });
      expect(store.damage()).toBeUndefined();
    },
  );

  test('a record that comes meanwhile is written, and is found afterwards', async () => {
    const homeFolder = await shopHome();
    const store = await openRecordStore(homeFolder, silentLog(), { now: () => december });
    onTestFinished(() => store.close());
    const { free } = refuseFile(join(homeFolder, 'records.index'), 'EIO');
    await store.keep(paid('New_2', december));
    free();
    expect(await store.find('New_2')).toMatchObject({ outcome: 'APPROVED' });
    expect(await store.find('New_1')).toMatchObject({ outcome: 'APPROVED' });
    expect(store.damage()).toBeUndefined();
  });

  test('reports no lost month if the folder cannot be listed', async () => {
    const homeFolder = await shopHome();
    const { free } = refuseFile(homeFolder, 'EMFILE');
    await expect(openRecordStore(homeFolder, silentLog())).rejects.toMatchObject({ code: 'EMFILE' });
    free();
    await expectNoLoss(homeFolder);
  });
});

test('reports damaged files as a loss', async () => {
  const homeFolder = await shopHome();
  cpSync(join(homeFolder, 'pairing.json'), join(homeFolder, 'records.state.json'));
  const store = await openRecordStore(homeFolder, silentLog(), { now: () => december });
  onTestFinished(() => store.close());
  await store.loadIndex();
  expect(store.damage()).toBeDefined();
});
