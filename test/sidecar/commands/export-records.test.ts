import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRecordsFile } from '../../../src/core/records/records-file.ts';
import { printRecords } from '../../../src/sidecar/commands/export.ts';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { openRecordStore } from '../../../src/sidecar/records/record-store.ts';
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
    entry: anEntry({ entryId: 'n', paymentId: 'b', orderId: '=1+1', state: 'delivered' }),
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
  ['=cmd', "'=cmd"],
  ['%cmd', "'%cmd"],
  ["'text", "'text"],
  ['a;b', '"a;b"'],
])('the csv cell of %j is guarded as the page guards it', async (orderId, cell) => {
  const folder = await temporaryFolder();
  const record = paid('a', 1, { orderId });
  await writeFile(join(folder, 'records.jsonl'), `${payment(record)}\n`);
  const screen = recordedScreen();
  await printRecords(['--format=csv'], { screen, env: { HIPAY_ECR_HOME: folder } });
  expect(screen.printed().split('\r\n')[1]).toContain(`,${cell},1,Debit,`);
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

describe('several months', () => {
  const october = [
    payment(paid('early', 1, { createdAt: new Date(2026, 9, 5).getTime() })),
    payment(aRecord({ paymentId: 'late', orderId: 'Late', createdAt: new Date(2026, 9, 30).getTime() })),
  ];
  const november = [
    payment(paid('mid', 2, { orderId: 'Mid' })),
    payment(paid('late', 1, { orderId: 'Late', createdAt: new Date(2026, 9, 30).getTime() })),
    JSON.stringify({
      kind: 'notification',
      entry: anEntry({ entryId: 'n', paymentId: 'late', orderId: 'Late', state: 'delivered' }),
    }),
  ];

  async function ofMonths(change: (folder: string) => unknown, ...args: string[]) {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'records-2026-10.jsonl'), `${october.join('\n')}\n`);
    await writeFile(join(folder, 'records.jsonl'), `${november.join('\n')}\n`);
    await change(folder);
    const screen = recordedScreen();
    const code = await printRecords(args, { screen, env: { HIPAY_ECR_HOME: folder } });
    return { code, file: readRecordsFile(screen.printed()), complained: screen.complained() };
  }

  /** Makes the indexes, as a start of the sidecar does. */
  const makeIndexes = async (folder: string) => {
    const now = () => noonOf(20);
    const store = await openRecordStore(folder, silentLog(), { now });
    await store.loadIndex();
    await store.close();
  };

  test.each([
    ['without indexes', () => {}],
    ['with indexes', makeIndexes],
  ])('%s: the copies of a payment that is in two months are joined', async (_name, change) => {
    const { file, complained } = await ofMonths(change);
    expect(file?.payments.map(({ paymentId, state }) => [paymentId, state])).toEqual([
      ['early', 'answered'],
      ['late', 'answered'],
      ['mid', 'answered'],
    ]);
    expect(file?.notifications).toMatchObject([{ paymentId: 'late' }]);
    expect(complained).toBe('');
    const some = await ofMonths(change, '--from', '2026-10-20', '--to', '2026-10-31');
    expect(some.file?.payments.map(({ paymentId }) => paymentId)).toEqual(['late']);
  });

  test('names a month that was moved away', async () => {
    const { code, file, complained } = await ofMonths(async (folder) => {
      await makeIndexes(folder);
      await rm(join(folder, 'records-2026-10.jsonl'));
    });
    expect(code).toBe(0);
    expect(file?.payments.map(({ paymentId }) => paymentId)).toEqual(['mid', 'late']);
    expect(complained).toBe('records-2026-10.jsonl was moved away: its payments are not in this export\n');
  });
});

test('above 10,000 payments, each line is a copy that the page reads, and memory does not grow with the file', async () => {
  const folder = await temporaryFolder();
  const count = 12_000;
  const many = Array.from({ length: count }, (_, i) => payment(paid(`p${i}`, 1, { orderId: `Order_${i}` })));
  await writeFile(join(folder, 'records.jsonl'), `${many.join('\n')}\n`);
  let longest = 0;
  const texts: string[] = [];
  const screen = {
    ...recordedScreen(),
    print(text: string) {
      longest = Math.max(longest, text.length);
      texts.push(text);
    },
  };
  expect(await printRecords([], { screen, env: { HIPAY_ECR_HOME: folder } })).toBe(0);
  const parts = texts.join('').trimEnd().split('\n').map(readRecordsFile);
  expect(parts.map((part) => [part?.payments.length, part?.more])).toEqual([
    [10_000, true],
    [2000, undefined],
  ]);
  expect(parts.flatMap((part) => part?.payments ?? []).map(({ paymentId }) => paymentId)).toEqual(
    Array.from({ length: count }, (_, i) => `p${i}`),
  );
  expect(longest).toBeLessThan(5000);
});

test('reports a folder without records', async () => {
  const screen = recordedScreen();
  expect(await printRecords([], { screen, env: { HIPAY_ECR_HOME: await temporaryFolder() } })).toBe(1);
  expect(screen.complained()).toContain('records.jsonl cannot be read (ENOENT)');
});
