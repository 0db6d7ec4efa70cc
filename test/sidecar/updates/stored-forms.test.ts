import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openConnectorDatabase } from '../../../src/adapters/indexeddb/connector-database.ts';

it('storedForms rises with the version of the browser’s database, which a lower version cannot open', async () => {
  const { storedForms } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  const database = await openConnectorDatabase();
  expect(storedForms).toBeGreaterThanOrEqual(database.version);
  database.close();
});
