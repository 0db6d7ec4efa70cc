import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { RecordCopy } from '../../../src/core/connector-api/messages.ts';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { openRecordStore, type RecordStore } from '../../../src/sidecar/records/record-store.ts';
import { anEntry, aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const at = (day: string) => Date.parse(`${day}T12:00:00Z`);

const paid = (orderId: string, day: string, change: object = {}): RecordCopy => ({
  kind: 'payment',
  record: {
    ...aRecord({ paymentId: `payment of ${orderId}`, orderId, request: aRequest({ orderId }) }),
    ...{ state: 'answered', outcome: 'APPROVED', createdAt: at(day), updatedAt: at(day), ...change },
  },
});
const waiting = (orderId: string, day: string): RecordCopy =>
  JSON.parse(JSON.stringify(paid(orderId, day, { state: 'waiting', outcome: undefined })));
const notified = (
  orderId: string,
  day: string,
  state: 'pending' | 'delivered',
  contract: 'proxy' | 'nfc' = 'proxy',
): RecordCopy => ({
  kind: 'notification',
  entry: anEntry({
    entryId: `${contract} of ${orderId}`,
    paymentId: `payment of ${orderId}`,
    orderId,
    contract,
    state,
    createdAt: at(day),
  }),
});

/** Opens the store of a folder on a day. The look at the month runs at the start. */
async function open(folder: string, day: string, options: object = {}): Promise<RecordStore> {
  const store = await openRecordStore(folder, silentLog(), { now: () => at(day), ...options });
  onTestFinished(() => store.close().catch(() => {}));
  await store.loadIndex();
  return store;
}

/** A folder in which November was written, and December has begun. */
async function inDecember(copies: readonly RecordCopy[] = november, options: object = {}) {
  const folder = await temporaryFolder();
  const first = await open(folder, '2026-11-20');
  for (const copy of copies) await first.keep(copy);
  await first.close();
  const store = await open(folder, '2026-12-01', options);
  await expect.poll(() => files(folder)).toContain('records-2026-11.index');
  // The last step is on disk.
  await expect
    .poll(() => readFileSync(join(folder, 'records.state.json'), 'utf8'))
    .toContain('records-2026-11');
  return { folder, store };
}

const november = [
  paid('Paid', '2026-11-20'),
  notified('Paid', '2026-11-20', 'delivered'),
  waiting('Doubt', '2026-11-20'),
  paid('Untold', '2026-11-20'),
  notified('Untold', '2026-11-20', 'delivered'),
  notified('Untold', '2026-11-20', 'pending', 'nfc'),
];

const files = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('records'));
const linesOf = (folder: string, name: string) =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '');

describe('a month that is over', () => {
  test('its file is closed, and the next one begins with what has no end yet', async () => {
    const { folder, store } = await inDecember();
    expect(linesOf(folder, 'records-2026-11.jsonl').map((line) => JSON.parse(line))).toMatchObject(november);
    const carried = linesOf(folder, 'records.jsonl').map((line) => JSON.parse(line));
    expect(carried).toMatchObject([november[2], november[3], november[4], november[5]]);
    for (const id of ['Paid', 'Untold']) expect((await store.find(id))?.outcome).toBe('APPROVED');
    expect(await store.find('Doubt')).toMatchObject({ outcome: 'UNKNOWN' });
    expect(store.counts(() => false)).toMatchObject({ pending: 1, inDoubt: 1 });
    expect(store.damage()).toBeUndefined();
    expect(store.hasRecords()).toBe(true);
  });

  test('no line is written again, and later starts know the same', async () => {
    const { folder, store } = await inDecember();
    await store.keep(paid('Doubt', '2026-11-20', { updatedAt: at('2026-12-01') }));
    await store.keep(paid('Late', '2026-12-01'));
    for (const copy of november) await store.keep(copy);
    expect(linesOf(folder, 'records.jsonl')).toHaveLength(6);
    await store.close();
    const again = await open(folder, '2026-12-02');
    for (const id of ['Paid', 'Untold', 'Doubt', 'Late'])
      expect((await again.find(id))?.outcome, id).toBe('APPROVED');
    expect(again.counts(() => false)).toMatchObject({ pending: 1, inDoubt: 0 });
    expect(again.damage()).toBeUndefined();
    expect(await new Response(await again.stream()).text()).toBe(
      ['records-2026-11.jsonl', 'records.jsonl']
        .map((name) => readFileSync(join(folder, name), 'utf8'))
        .join(''),
    );
  });

  test('a running sidecar closes it too', async () => {
    const folder = await temporaryFolder();
    let now = at('2026-11-20');
    const store = await open(folder, '', { now: () => now, checkIntervalMs: 20 });
    await store.keep(paid('Paid', '2026-11-20'));
    now = at('2026-12-01');
    await expect.poll(() => files(folder)).toContain('records-2026-11.index');
    expect((await store.find('Paid'))?.outcome).toBe('APPROVED');
    await store.keep(paid('Late', '2026-12-01'));
    await expect.poll(() => linesOf(folder, 'records.jsonl')).toHaveLength(1);
  });

  test('a clock that was wrong closes no month, and keeps none open', async () => {
    const { folder, store } = await inDecember([paid('Paid', '2026-11-20')]);
    await store.keep(paid('Late', '2026-12-01'));
    await store.close();
    await (await open(folder, '2025-01-01')).close();
    expect(files(folder)).not.toContain('records-2026-12.jsonl');
    const later = await open(folder, '2027-01-05');
    await expect.poll(() => files(folder).filter((name) => name.endsWith('.jsonl'))).toHaveLength(3);
    expect((await later.find('Late'))?.outcome).toBe('APPROVED');
  });

  test('an existing name is never taken again', async () => {
    const { folder, store } = await inDecember();
    await store.close();
    for (const ending of ['jsonl', 'index'])
      renameSync(join(folder, `records-2026-11.${ending}`), join(folder, `records-2026-12.${ending}`));
    await (await open(folder, '2026-12-05')).close();
    const later = await open(folder, '2027-01-05');
    await expect.poll(() => files(folder)).toContain('records-2026-12-2.index');
    expect((await later.find('Paid'))?.outcome).toBe('APPROVED');
  });
});

test('a sale without a number is found at every step of the closing', async () => {
  const folder = await temporaryFolder();
  const before = await open(folder, '2026-11-20');
  const orderId = 'ecr-20261120-1CEF7A6B7XZ9';
  await before.keep(paid(orderId, '2026-11-20'));
  await before.close();
  const found: [string, Promise<string[]>][] = [];
  let store: RecordStore | undefined;
  const lookUp = (step: string) => {
    if (store) found.push([step, store.newestUnnumbered()]);
  };
  store = await open(folder, '2026-12-01', {
    onClosingStep(step: string) {
      lookUp(step);
      for (let turn = 0; turn < 40; turn += 1) setTimeout(() => lookUp(`${step}, ${turn} ms later`), turn);
    },
  });
  await expect.poll(() => files(folder)).toContain('records-2026-11.jsonl');
  await expect.poll(() => found.length).toBeGreaterThan(100);
  for (const [step, orders] of found) expect(await orders, step).toEqual([orderId]);
});

test('whatever step of the closing a power cut follows, nothing is lost', async () => {
  const folders: [string, string][] = [];
  const snapshots = await temporaryFolder();
  let source = '';
  const first = await temporaryFolder();
  source = first;
  const before = await open(first, '2026-11-20');
  for (const copy of november) await before.keep(copy);
  await before.close();
  const store = await open(first, '2026-12-01', {
    onClosingStep(step: string) {
      const folder = join(snapshots, String(folders.length));
      cpSync(source, folder, { recursive: true });
      folders.push([step, folder]);
    },
  });
  await expect.poll(() => folders.length).toBe(5);
  await store.close();
  for (const [step, folder] of folders) {
    const again = await open(folder, '2026-12-01');
    await expect
      .poll(() => again.counts(() => false), { message: step })
      .toMatchObject({ pending: 1, inDoubt: 1 });
    for (const id of ['Paid', 'Untold']) expect((await again.find(id))?.outcome, step).toBe('APPROVED');
    expect(await again.recordsOf('Untold'), step).toMatchObject({ notifications: [{}, {}] });
    expect(await again.find('Doubt'), step).toMatchObject({ outcome: 'UNKNOWN' });
    expect(again.damage(), step).toBeUndefined();
    await again.keep(paid('Late', '2026-12-01'));
    await again.close();
    expect(files(folder), step).not.toContain('records.next.jsonl');
    const last = await open(folder, '2026-12-02');
    for (const id of ['Paid', 'Untold', 'Late'])
      expect((await last.find(id))?.outcome, step).toBe('APPROVED');
    expect(last.damage(), step).toBeUndefined();
    await last.close();
  }
});

describe('a month that was moved away', () => {
  test('its order numbers are known to be used, and say where; what has no end is still here', async () => {
    const { folder, store } = await inDecember();
    expect((await store.recordsOf('Paid')).keptElsewhere).toBeUndefined();
    rmSync(join(folder, 'records-2026-11.jsonl'));
    expect(await store.recordsOf('Paid')).toEqual({
      payments: [],
      notifications: [],
      keptElsewhere: 'records-2026-11.jsonl',
    });
    expect((await store.recordsOf('Untold')).payments).toHaveLength(1);
    expect(await store.recordsOf('Never')).toEqual({ payments: [], notifications: [] });
    await store.close();
    const again = await open(folder, '2026-12-02');
    expect((await again.recordsOf('Paid')).keptElsewhere).toBe('records-2026-11.jsonl');
    expect(again.counts(() => false)).toMatchObject({ pending: 1, inDoubt: 1 });
    expect(again.damage()).toBeUndefined();
  });

  test('comes back', async () => {
    const { folder, store } = await inDecember();
    const [here, away] = [join(folder, 'records-2026-11.jsonl'), join(folder, 'away')];
    renameSync(here, away);
    expect((await store.recordsOf('Paid')).keptElsewhere).toBeDefined();
    renameSync(away, here);
    expect((await store.find('Paid'))?.outcome).toBe('APPROVED');
    expect((await store.recordsOf('Paid')).keptElsewhere).toBeUndefined();
  });

  test.each([
    ['without its index too', (folder: string) => rmSync(join(folder, 'records-2026-11.index'))],
    [
      'and its index is damaged',
      (folder: string) => truncateSync(join(folder, 'records-2026-11.index'), 5000),
    ],
  ])('%s: its records are lost, until a person accepts it', async (_name, damage) => {
    const { folder, store } = await inDecember();
    await store.close();
    rmSync(join(folder, 'records-2026-11.jsonl'));
    damage(folder);
    const again = await open(folder, '2026-12-02');
    expect(again.damage()).toMatchObject({
      what: expect.stringContaining('records-2026-11.jsonl'),
      missing: 3,
    });
    expect(again.mayLackRecordsOf('Paid')).toBe(true);
    again.acceptLoss();
    await again.close();
    const last = await open(folder, '2026-12-03');
    expect(last.damage()).toBeUndefined();
    expect(last.mayLackRecordsOf('Paid')).toBe(false);
  });
});

describe('a closed month that was damaged', () => {
  test('its index alone: it is made again, and nothing is lost', async () => {
    for (const damage of [
      (path: string) => rmSync(path),
      (path: string) => truncateSync(path, 100),
      (path: string) =>
        writeFileSync(path, Buffer.concat([readFileSync(path).subarray(0, 4096), Buffer.alloc(4096)])),
    ]) {
      const { folder, store } = await inDecember();
      await store.close();
      damage(join(folder, 'records-2026-11.index'));
      const again = await open(folder, '2026-12-02');
      expect((await again.find('Paid'))?.outcome).toBe('APPROVED');
      expect(again.damage()).toBeUndefined();
    }
  });

  test('its file was cut: exactly its lost orders are in doubt, and come back from the pages', async () => {
    const sold = ['Paid', 'Also', 'Last'].map((id) => paid(id, '2026-11-20'));
    const { folder, store } = await inDecember(sold);
    await store.close();
    const path = join(folder, 'records-2026-11.jsonl');
    const [first = ''] = linesOf(folder, 'records-2026-11.jsonl');
    writeFileSync(path, `${first}\n`);
    const again = await open(folder, '2026-12-02');
    expect(again.damage()).toMatchObject({
      what: 'records-2026-11.jsonl is not whole, or is still being copied',
    });
    const lacking = ['Paid', 'Also', 'Last', 'Never'].map((id) => again.mayLackRecordsOf(id));
    expect(lacking).toEqual([false, true, true, false]);
    for (const copy of sold) await again.keep(copy);
    expect(again.damage()).toBeUndefined();
    expect(linesOf(folder, 'records.jsonl')).toHaveLength(2);
  });

  test('its middle was overwritten while the sidecar runs: the reading notices it', async () => {
    const { folder, store } = await inDecember();
    const path = join(folder, 'records-2026-11.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').replace('{"kind"', '{"kimd"'));
    expect(await store.find('Paid')).toBeUndefined();
    expect(store.damage()).toMatchObject({
      what: 'records-2026-11.jsonl is not whole, or is still being copied',
    });
  });
});

describe('the index of the current file', () => {
  test('is used at the next start: only later lines are read', async () => {
    const folder = await temporaryFolder();
    const first = await open(folder, '2026-11-20');
    for (const copy of november) await first.keep(copy);
    await first.close();
    // Lines in the middle that cannot be read would be counted if the file were read as a whole.
    const path = join(folder, 'records.jsonl');
    const text = readFileSync(path, 'utf8').replaceAll('payment of Doubt', 'payment_of_Doubt');
    writeFileSync(path, `${text}${JSON.stringify(paid('Added', '2026-11-20'))}\n`);
    const store = await openRecordStore(folder, silentLog(), { now: () => at('2026-11-20') });
    onTestFinished(() => store.close());
    expect((await store.find('Added'))?.outcome).toBe('APPROVED');
    expect((await store.find('Paid'))?.outcome).toBe('APPROVED');
  });

  test('lines that another program adds while the sidecar runs are found after the next start', async () => {
    const folder = await temporaryFolder();
    const first = await open(folder, '2026-11-20');
    await first.keep(paid('One', '2026-11-20'));
    const path = join(folder, 'records.jsonl');
    writeFileSync(path, `${readFileSync(path, 'utf8')}${JSON.stringify(paid('Foreign', '2026-11-20'))}\n`);
    await first.keep(paid('Two', '2026-11-20'));
    await first.close();
    const again = await open(folder, '2026-11-20');
    for (const id of ['One', 'Foreign', 'Two']) expect((await again.find(id))?.outcome, id).toBe('APPROVED');
  });

  test('is written again after many lines, so that a killed sidecar reads few', async () => {
    const folder = await temporaryFolder();
    const store = await open(folder, '2026-11-20');
    const copies = Array.from({ length: 5000 }, (_, i) => paid(`Many_${i}`, '2026-11-20'));
    await Promise.all(copies.map((copy) => store.keep(copy)));
    await expect.poll(() => existsSync(join(folder, 'records.index'))).toBe(true);
    for (const i of [0, 4000, 4999]) expect((await store.find(`Many_${i}`))?.outcome).toBe('APPROVED');
  });

  test('that is damaged is made again, and no record is lost', async () => {
    const folder = await temporaryFolder();
    const first = await open(folder, '2026-11-20');
    for (const copy of november) await first.keep(copy);
    await first.close();
    const path = join(folder, 'records.index');
    writeFileSync(path, Buffer.concat([readFileSync(path).subarray(0, 4096), Buffer.alloc(4096)]));
    const store = await open(folder, '2026-11-20');
    expect((await store.find('Paid'))?.outcome).toBe('APPROVED');
    expect(store.damage()).toBeUndefined();
  });
});

test('an older program adds to the current file, and this one goes on', async () => {
  const { folder, store } = await inDecember();
  await store.close();
  // It knows neither index nor months, and leaves them out of the state.
  const path = join(folder, 'records.jsonl');
  writeFileSync(path, `${readFileSync(path, 'utf8')}${JSON.stringify(paid('Older', '2026-12-03'))}\n`);
  const state = JSON.parse(readFileSync(join(folder, 'records.state.json'), 'utf8'));
  writeFileSync(join(folder, 'records.state.json'), JSON.stringify({ ...state, months: undefined }));
  const again = await open(folder, '2026-12-04');
  for (const id of ['Paid', 'Untold', 'Older']) expect((await again.find(id))?.outcome, id).toBe('APPROVED');
  expect(again.damage()).toBeUndefined();
});

test('a copy that arrives while the young payments are still read is found at once', async () => {
  const folder = await temporaryFolder();
  // So many that reading them takes longer than two look-ups.
  const many = Array.from({ length: 5000 }, (_, i) => JSON.stringify(paid(`Many_${i}`, '2026-11-20')));
  writeFileSync(join(folder, 'records.jsonl'), `${many.join('\n')}\n`);
  const store = await openRecordStore(folder, silentLog(), { now: () => at('2026-11-20') });
  onTestFinished(() => store.close());
  let isLoaded = false;
  void store.loadIndex().then(() => {
    isLoaded = true;
  });
  void store.keep(paid('New', '2026-11-20'));
  expect((await store.find('Many_7'))?.outcome).toBe('APPROVED');
  expect((await store.find('New'))?.outcome).toBe('APPROVED');
  expect(isLoaded).toBe(false);
});
