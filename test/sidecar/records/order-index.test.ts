import { mkdtemp, open, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  digestBefore,
  IndexDamage,
  type IndexEntry,
  mergeEntries,
  OrderIndex,
  ordersLost,
  placeOrderIndex,
  sortEntries,
  writeOrderIndex,
} from '../../../src/sidecar/records/order-index.ts';
import { runs } from '../../property-runs.ts';

const facts = { mark: { size: 7, tail: 'digest' }, newest: 5, month: '2026-11' };

async function newPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hipay-ecr-index-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'records.index');
}

async function* inBlocks(entries: readonly IndexEntry[]) {
  yield entries;
}

async function indexOf(
  path: string,
  entries: readonly IndexEntry[],
  earlier?: OrderIndex,
): Promise<OrderIndex> {
  const added = sortEntries([...entries]);
  await writeOrderIndex(path, facts, mergeEntries(earlier?.blocks() ?? inBlocks([]), added));
  await earlier?.close();
  await placeOrderIndex(path);
  const index = await OrderIndex.open(path);
  if (!index) throw new Error('no index');
  return index;
}

/** Keys that are spread evenly, as digests are; keys in a small part; and few keys with many places. */
const keys = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  fc.bigInt({ min: 0n, max: 300n }),
  fc.constantFrom(0n, 2n ** 63n, 2n ** 64n - 1n),
);
const someEntries = fc.array(fc.record({ key: keys, place: fc.nat() }), { maxLength: 600, size: 'max' });

const placesIn = (entries: readonly IndexEntry[], key: bigint) =>
  entries
    .filter((entry) => entry.key === key)
    .map(({ place }) => place)
    .sort((a, b) => a - b);

describe('an index of orders', () => {
  it('finds all places of each order, and none of others, also after more were added', async () => {
    await fc.assert(
      fc.asyncProperty(someEntries, someEntries, fc.array(keys), async (first, second, others) => {
        const path = await newPath();
        const index = await indexOf(path, second, await indexOf(path, first));
        const all = [...first, ...second];
        const wanted = [...new Set([...all.map(({ key }) => key), ...others])];
        for (const key of wanted) expect(await index.places(key)).toEqual(placesIn(all, key));
        expect(index.head).toEqual({
          kind: 'hipay-ecr-order-index',
          version: 1,
          ...facts,
          digest: BigInt.asUintN(
            64,
            all.reduce((sum, { key }) => sum + key, 0n),
          ),
          lines: all.length,
          orders: new Set(all.map(({ key }) => key)).size,
        });
        await index.close();
      }),
      runs(20),
    );
  });

  it('tells which orders have fewer lines than before', async () => {
    const entriesOf = (...keysOf: number[]) =>
      inBlocks(sortEntries(keysOf.map((key, place) => ({ key: BigInt(key), place }))));
    expect(await ordersLost(entriesOf(1, 2, 2, 3, 5), entriesOf(2, 3, 3, 4))).toEqual(
      new Map([
        [1n, 1],
        [2n, 2],
        [5n, 1],
      ]),
    );
    expect(await ordersLost(entriesOf(1), entriesOf(1, 1, 9))).toEqual(new Map());
  });

  it('does not open if it is cut, and does not answer from a block that was changed', async () => {
    const path = await newPath();
    const entries = Array.from({ length: 1000 }, (_, i) => ({ key: BigInt(i), place: i }));
    await (await indexOf(path, entries)).close();
    const file = await open(path, 'r+');
    await file.write(Buffer.from([1]), 0, 1, 2 * 4096 + 5);
    await file.close();
    const index = await OrderIndex.open(path);
    await expect(index?.places(300n)).rejects.toThrow(IndexDamage);
    await index?.close();
    await truncate(path, 3 * 4096);
    expect(await OrderIndex.open(path)).toBeUndefined();
    await truncate(path, 10);
    expect(await OrderIndex.open(path)).toBeUndefined();
  });
});

describe('the digest of the lines before a place', () => {
  async function* failing(error: Error): AsyncGenerator<readonly IndexEntry[]> {
    yield [{ key: 1n, place: 0 }];
    throw error;
  }

  it('is not known if a block is damaged', async () => {
    expect(await digestBefore(9, failing(new IndexDamage('block 2')))).toBeUndefined();
  });
  it('rejects if the disk fails, because the lines may be there', async () => {
    await expect(digestBefore(9, failing(new Error('EIO')))).rejects.toThrow('EIO');
  });
});
