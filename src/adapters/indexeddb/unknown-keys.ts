import type { ConnectorDatabase } from './connector-database.ts';

/**
 * The ranges of an index by state that contain no record in one of these states. A newer program may have written records there,
 * in states that this program does not know.
 *
 * @param states sorted as the database sorts keys
 * @param keysOf the first and the last key of a state
 */
export function rangesOfOtherStates<State extends string>(
  states: readonly State[],
  keysOf: (state: State) => readonly [first: IDBValidKey, last: IDBValidKey],
): IDBKeyRange[] {
  const ranges: IDBKeyRange[] = [];
  let end: IDBValidKey | undefined;
  for (const [first, last] of states.map(keysOf)) {
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
