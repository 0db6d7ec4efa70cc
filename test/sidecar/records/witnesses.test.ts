import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { OrderIndex, orderKey } from '../../../src/sidecar/records/order-index.ts';
import { openRecordStore, type RecordStore } from '../../../src/sidecar/records/record-store.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { sameRuns } from '../../property-runs.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

// A file is a witness of an order if it names the order, or counts it. As long as the other files are damaged, but one witness
// is as the program has written it, a paid order is not taken for a new one.

const days = 86_400_000;
const begin = Date.parse('2026-03-10T12:00:00Z');

/** The files that the damage may hit. Their numbers choose one of those that are there. */
const ways = ['delete', 'cut', 'foreign', 'backup'] as const;
const damage = fc.record({ file: fc.nat(20), way: fc.constantFrom(...ways), part: fc.nat(99) });
const round = fc.record({
  pays: fc.nat(2),
  isMonthOver: fc.boolean(),
  damages: fc.array(damage, { maxLength: 4 }),
  /** How wrong the clock is at the next start, days. */
  clock: fc.constantFrom(0, 0, 0, -400, -20),
});

type Round = typeof round extends fc.Arbitrary<infer Value> ? Value : never;
const calm: Round = { pays: 0, isMonthOver: false, damages: [], clock: 0 };

/** The index of another till takes the place of ours; later its file does so, too. */
const earlierReference: Round[] = [
  { ...calm, damages: [{ file: 0, way: 'foreign', part: 0 }] },
  {
    ...calm,
    damages: [
      { file: 6, way: 'delete', part: 0 },
      { file: 16, way: 'foreign', part: 0 },
      { file: 0, way: 'delete', part: 0 },
    ],
  },
  calm,
];

/** A month is lost, and the clock goes back into it: the next closed file may not take its name. */
const nameOfLostMonth: Round[] = [
  {
    ...calm,
    isMonthOver: true,
    damages: [
      { file: 0, way: 'delete', part: 0 },
      { file: 0, way: 'delete', part: 0 },
    ],
    clock: -20,
  },
  calm,
  calm,
];

/** The state is lost, and a month has the index of another till; later the month's file is lost. */
const foreignMonthIndex: Round[] = [
  {
    ...calm,
    isMonthOver: true,
    damages: [
      { file: 14, way: 'delete', part: 0 },
      { file: 0, way: 'backup', part: 0 },
    ],
  },
  { ...calm, damages: [{ file: 1, way: 'delete', part: 0 }] },
  calm,
];

class Shop {
  now = begin;
  readonly promised = new Set<string>();
  #store: RecordStore | undefined;
  #sales = 0;

  constructor(
    readonly folder: string,
    readonly till: string,
  ) {}

  get store(): RecordStore {
    if (!this.#store) throw new Error('the store is closed');
    return this.#store;
  }

  async start(clock = 0): Promise<void> {
    const now = () => this.now + clock * days;
    this.#store = await openRecordStore(this.folder, silentLog(), { now, restMs: 0 });
    await this.store.loadIndex();
    // The month is closed when the task of the load has its turn.
    await this.store.recordsOf('other');
  }

  /** A payment is known before its end, as each payment is that gets a permit. */
  async pay(): Promise<void> {
    this.#sales += 1;
    const orderId = `${this.till}_${this.#sales}`;
    const times = { createdAt: this.now, updatedAt: this.now };
    const ids = { paymentId: `payment of ${orderId}`, orderId, request: aRequest({ orderId }) };
    const record = aRecord({ ...ids, ...times });
    await this.store.keep({ kind: 'payment', record: { ...record, state: 'sending' } });
    const end = { ...record, state: 'answered', outcome: 'APPROVED' } as const;
    await this.store.keep({ kind: 'payment', record: { ...end, updatedAt: this.now + 1 } });
    this.promised.add(orderId);
  }

  async monthIsOver(): Promise<void> {
    await this.stop();
    this.now += 31 * days;
    const { length } = this.files('jsonl');
    const hasOrders = readFileSync(join(this.folder, 'records.jsonl')).length > 0;
    await this.start();
    if (hasOrders && this.store.damage() === undefined)
      await vi
        .waitUntil(() => this.files('jsonl').length > length, { timeout: 100, interval: 3 })
        .catch(() => {});
  }

  async stop(): Promise<void> {
    await this.#store?.close();
    this.#store = undefined;
  }

  files(ending = ''): string[] {
    return readdirSync(this.folder).filter((name) => name.startsWith('records') && name.endsWith(ending));
  }

  async isInDoubt(orderId: string): Promise<boolean> {
    const { payments } = await this.store.recordsOf(orderId);
    return payments.length === 0 && this.store.mayLackRecordsOf(orderId);
  }

  async isNew(orderId: string): Promise<boolean> {
    const { payments, keptElsewhere } = await this.store.recordsOf(orderId);
    const isPaid = payments.some(({ outcome }) => outcome === 'APPROVED');
    return !isPaid && keptElsewhere === undefined && !this.store.mayLackRecordsOf(orderId);
  }

  /** The files that name an order, or count it. `isLost`: the program has said that it may be lost. */
  async witnesses(orderId: string, isLost: boolean): Promise<string[]> {
    const found = ['records.state.json', ...(isLost ? ['records.lost.json'] : [])];
    for (const name of this.files('.jsonl'))
      if (readFileSync(join(this.folder, name), 'utf8').includes(`"${orderId}"`)) found.push(name);
    for (const name of this.files('.index')) {
      const index = await OrderIndex.open(join(this.folder, name));
      if (((await index?.places(orderKey(orderId)).catch(() => [])) ?? []).length > 1) found.push(name);
      await index?.close();
    }
    return found;
  }
}

/** Another till's files, of the same months. */
async function otherFiles(): Promise<string> {
  const other = new Shop(await temporaryFolder(), 'Other');
  await other.start();
  for (let months = 0; months < 3; months += 1) {
    for (let sales = 0; sales <= months; sales += 1) await other.pay();
    await other.monthIsOver();
  }
  await other.pay();
  await other.stop();
  return other.folder;
}

function harm(
  shop: Shop,
  { file, way, part }: { file: number; way: string; part: number },
  sources: Record<string, string>,
) {
  const names = shop.files().filter((name) => /\.(jsonl|index|json)$/.test(name));
  const name = names[file % names.length];
  if (name === undefined) return undefined;
  const path = join(shop.folder, name);
  const from = join(sources[way] ?? '', name);
  if (way === 'delete') rmSync(path);
  else if (way === 'cut') truncateSync(path, Math.floor((readFileSync(path).length * part) / 100));
  else if (existsSync(from)) copyFileSync(from, path);
  return name;
}

test('whatever happens to the files of records, a paid order is not new while one witness of it is intact', async () => {
  const foreign = await otherFiles();
  let checked = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 5 }), async (rounds) => {
      const shop = new Shop(await temporaryFolder(() => {}), 'Ours');
      const backup = `${shop.folder}.backup`;
      await shop.start();
      for (const { pays, isMonthOver, damages, clock } of rounds) {
        for (let sales = 0; sales <= pays; sales += 1) await shop.pay();
        if (isMonthOver) await shop.monthIsOver();
        const lost = new Set<string>();
        for (const orderId of shop.promised) if (await shop.isInDoubt(orderId)) lost.add(orderId);
        await shop.stop();
        const witnesses = new Map<string, string[]>();
        for (const orderId of shop.promised)
          witnesses.set(orderId, await shop.witnesses(orderId, lost.has(orderId)));
        const older = existsSync(backup) ? backup : foreign;
        const asStopped = `${shop.folder}.stopped`;
        cpSync(shop.folder, asStopped, { recursive: true });
        const harmed = damages.map((each) => harm(shop, each, { foreign, backup: older }));
        for (const [orderId, names] of witnesses)
          if (names.every((name) => harmed.includes(name))) shop.promised.delete(orderId);
        rmSync(backup, { recursive: true, force: true });
        renameSync(asStopped, backup);
        await shop.start(clock);
        for (const orderId of shop.promised) {
          checked += 1;
          if (await shop.isNew(orderId))
            throw new Error(`${orderId} is new; harmed: ${harmed}; witnesses: ${witnesses.get(orderId)}`);
        }
      }
      await shop.stop();
      for (const folder of [shop.folder, backup]) rmSync(folder, { recursive: true, force: true });
    }),
    { ...sameRuns(12), examples: [[earlierReference], [nameOfLostMonth], [foreignMonthIndex]] },
  );
  expect(checked).toBeGreaterThan(10);
}, 60_000);
