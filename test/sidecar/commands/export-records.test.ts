import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRecordsFile } from '../../../src/core/records/records-file.ts';
import { printRecords } from '../../../src/sidecar/commands/export.ts';
import { anEntry, aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { recordedScreen } from '../command-line/recorded-screen.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const noonOf = (day: number) => new Date(2026, 10, day, 12).getTime();
const payment = (record: object) => JSON.stringify({ kind: 'payment', record });
const paid = (paymentId: string, day: number, change: object = {}) =>
  aRecord({ paymentId, createdAt: noonOf(day), state: 'answered', outcome: 'APPROVED', ...change });

const lines = [
  payment(aRecord({ paymentId: 'a', createdAt: noonOf(1) })),
  payment(paid('a', 1)),
  payment(paid('b', 2, { request: aRequest({ orderId: '=1+1', amountMinor: 500 }), orderId: '=1+1' })),
  JSON.stringify({
    kind: 'notification',
    entry: anEntry({ entryId: 'n', paymentId: 'b', state: 'delivered' }),
  }),
  payment(paid('c', 3)),
  '{"kind":"payment","rec',
];

async function run(...args: string[]) {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'records.jsonl'), lines.join('\n'));
  const screen = recordedScreen();
  const code = await printRecords(args, { screen, env: { HIPAY_ECR_HOME: folder } });
  return { code, printed: screen.printed(), complained: screen.complained() };
}

describe('json', () => {
  test('has the last state of each payment, as the page imports it', async () => {
    const { code, printed } = await run();
    const file = readRecordsFile(printed);
    expect(code).toBe(0);
    expect(file?.payments.map(({ paymentId, state }) => [paymentId, state])).toEqual([
      ['a', 'answered'],
      ['b', 'answered'],
      ['c', 'answered'],
    ]);
    expect(file?.notifications).toHaveLength(1);
  });

  test.each([
    [
      ['--from', '2026-11-02'],
      ['b', 'c'],
    ],
    [
      ['--to', '2026-11-02'],
      ['a', 'b'],
    ],
    [['--from=2026-11-02', '--to=2026-11-02'], ['b']],
    [['--from=2026-11-04'], []],
  ])('selects the payments of %j', async (args, ids) => {
    const { printed } = await run(...args);
    expect(readRecordsFile(printed)?.payments.map(({ paymentId }) => paymentId)).toEqual(ids);
  });
});

test('csv has a row for each payment, and no cell is a formula', async () => {
  const { printed } = await run('--format', 'csv', '--from=2026-11-02', '--to=2026-11-02');
  const [head, row, ...rest] = printed.split('\r\n');
  expect(head).toMatch(/^created_at,order_id,attempt,type,amount,currency,state,outcome/);
  expect(row).toMatch(/^2026-11-0[123]T[^,]+,'=1\+1,1,Debit,5\.00,EUR,answered,APPROVED,,,,1,1,b$/);
  expect(rest).toEqual(['']);
});

test.each([
  [['--format=xml'], '--format: expected json or csv'],
  [['--from=yesterday'], '--from: expected a day such as 2026-11-30'],
  [['--to=2026-02-31'], '--to: expected a day'],
  [['--from=2026-11-03', '--to=2026-11-02'], '--to: must not be before --from'],
  [['--form=csv'], 'Did you mean --from?'],
])('%j is refused', async (args, words) => {
  const { code, printed, complained } = await run(...args);
  expect({ code, printed }).toEqual({ code: 2, printed: '' });
  expect(complained).toContain(words);
});

test('reports a folder without records', async () => {
  const screen = recordedScreen();
  expect(await printRecords([], { screen, env: { HIPAY_ECR_HOME: await temporaryFolder() } })).toBe(1);
  expect(screen.complained()).toContain('records.jsonl cannot be read (ENOENT)');
});
