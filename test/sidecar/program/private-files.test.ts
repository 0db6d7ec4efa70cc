import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aRecord } from '../../fakes/payment-examples.ts';
import { fakePage } from '../helpers/fake-page.ts';
import { postOrder, runningSidecar, temporaryFolder } from '../helpers/running-sidecar.ts';

test('A10: every file of the sidecar is readable by its owner alone', async () => {
  const homeFolder = join(await temporaryFolder(), 'made', 'by-the-sidecar');
  const sidecar = await runningSidecar({ homeFolder });
  const page = await fakePage(sidecar);
  page.socket.send(JSON.stringify({ kind: 'record', copy: { kind: 'payment', record: aRecord({}) } }));
  await postOrder(sidecar, { amount: 1 });
  const names = await readdir(homeFolder);
  expect(names).toEqual(expect.arrayContaining(['asked.jsonl', 'pairing.json', 'records.jsonl']));
  for (const name of names) {
    expect((await stat(join(homeFolder, name))).mode & 0o077, name).toBe(0);
  }
  expect((await stat(homeFolder)).mode & 0o077).toBe(0);
});
