import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { maxSalesCompared } from '../../../src/core/records/same-sale.ts';
import { linesBackwards } from '../../../src/sidecar/records/file-lines.ts';
import { newestUnnumbered } from '../../../src/sidecar/records/newest-unnumbered.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

async function backwards(text: string): Promise<string[]> {
  const path = join(await temporaryFolder(), 'lines');
  await writeFile(path, text);
  const file = await open(path, 'r');
  onTestFinished(() => file.close());
  const lines: string[] = [];
  for await (const each of linesBackwards(file, Buffer.byteLength(text))) lines.push(each);
  return lines;
}

test.each([
  ['an empty file', '', []],
  ['one line', 'first\n', ['first']],
  ['some lines', 'first\nsecond\nthird\n', ['third', 'second', 'first']],
  ['an empty line', 'first\n\nthird\n', ['third', '', 'first']],
  ['a line that is being written', 'first\nsec', ['first']],
  ['only a line that is being written', 'fir', []],
])('%s is read from its end', async (_, text, lines) => {
  expect(await backwards(text)).toEqual(lines);
});

test('lines that are longer or shorter than one reading are whole', async () => {
  for (const length of [65_534, 65_535, 65_536, 65_537, 200_000]) {
    const lines = ['é'.repeat(length), 'short', 'x'.repeat(length), '', 'y'.repeat(length - 1)];
    expect(await backwards(`${lines.join('\n')}\n`)).toEqual(lines.toReversed());
  }
});

const made = (count: number) => `ecr-20261201-${String(count).padStart(12, '0')}`;
const line = (orderId: string, state = 'answered') =>
  JSON.stringify({
    kind: 'payment',
    record: { paymentId: orderId, orderId, state, createdAt: 1, updatedAt: 1 },
  });

async function* linesOf(lines: readonly string[]) {
  yield* lines;
}
const newestOf = (lines: readonly string[]) => newestUnnumbered(linesOf(lines));

test('the newest orders without a number are found once each, and orders with a number are left out', async () => {
  const lines = [line(made(2)), line('X1'), 'torn', line(made(2), 'waiting'), line(made(1))];
  expect(await newestOf(lines)).toEqual([made(2), made(1)]);
});

test('no more orders than are asked about are read', async () => {
  const lines = Array.from({ length: 3 * maxSalesCompared }, (_, i) => line(made(i)));
  expect(await newestOf(lines)).toEqual(lines.slice(0, maxSalesCompared).map((_, i) => made(i)));
});

test('the reading ends after 20,000 lines', async () => {
  const numbered = Array.from({ length: 19_998 }, (_, i) => line(`X${i}`));
  expect(await newestOf([line(made(1)), ...numbered, line(made(2)), line(made(3))])).toEqual([
    made(1),
    made(2),
  ]);
});
