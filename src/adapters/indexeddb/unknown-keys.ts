import type { ConnectorDatabase } from './connector-database.ts';

/**
 * The ranges of all keys except the keys of the given words. A newer program may have written such other keys.
 *
 * @param words sorted as the database sorts keys
 * @param spanOf the first and the last key of a word
 */
export function keysOutside<Word extends string>(
  words: readonly Word[],
  spanOf: (word: Word) => readonly [first: IDBValidKey, last: IDBValidKey],
): IDBKeyRange[] {
  const ranges: IDBKeyRange[] = [];
  let end: IDBValidKey | undefined;
  for (const [first, last] of words.map(spanOf)) {
    ranges.push(
      end === undefined ? IDBKeyRange.upperBound(first, true) : IDBKeyRange.bound(end, first, true, true),
    );
    end = last;
  }
  return end === undefined ? ranges : [...ranges, IDBKeyRange.lowerBound(end, true)];
}

/** The ids of the payments that have no state, and so are in no index by state. */
export async function idsWithoutState(database: ConnectorDatabase): Promise<readonly string[]> {
  const { store } = database.transaction('payments');
  const byState = store.index('by-state');
  const [all, indexed] = await Promise.all([store.count(), byState.count()]);
  if (all === indexed) return [];
  const known = new Set(await byState.getAllKeys());
  return (await store.getAllKeys()).filter((key) => !known.has(key));
}
