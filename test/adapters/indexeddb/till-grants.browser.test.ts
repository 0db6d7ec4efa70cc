import { describe, expect, it } from 'vitest';
import { openConnectorDatabase } from '../../../src/adapters/indexeddb/connector-database.ts';
import { tillGrants } from '../../../src/adapters/indexeddb/small-stores.ts';

let count = 0;
const fresh = () => openConnectorDatabase({ name: `tills-${Date.now()}-${count++}` });
const grant = (origin: string, allowed = true) => ({ origin, allowed, at: 1000 });

describe('a person’s decisions about web tills', () => {
  it('are kept, the last one for each origin', async () => {
    const grants = tillGrants(await fresh());
    expect(await grants.list()).toEqual([]);
    await grants.put(grant('https://a.example', false));
    await grants.put(grant('https://b.example'));
    await grants.put(grant('https://a.example'));
    expect(await grants.list()).toEqual([grant('https://b.example'), grant('https://a.example')]);
    await grants.remove('https://b.example');
    expect(await grants.list()).toEqual([grant('https://a.example')]);
  });
  it('are all kept when many are written at once', async () => {
    const grants = tillGrants(await fresh());
    await Promise.all(Array.from({ length: 20 }, (_, i) => grants.put(grant(`https://${i}.example`))));
    expect(await grants.list()).toHaveLength(20);
  });
  it('are empty when the list cannot be read, so that a person is asked again about each origin', async () => {
    const database = await fresh();
    await database.put('settings', [{ origin: 7 }], 'tills');
    expect(await tillGrants(database).list()).toEqual([]);
  });
});
