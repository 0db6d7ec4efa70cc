import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLog, openLogFile } from '../../../src/sidecar/program/log.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const small = { bytes: 30, files: 3 };
const tenBytes = (n: number) => `line ${String(n).padStart(4, '0')}\n`;

async function logIn(limits = small) {
  const folder = await temporaryFolder();
  const path = join(folder, 'made', 'log');
  const refused: string[] = [];
  const file = openLogFile(path, (line) => refused.push(line), limits);
  return { path, folder: join(folder, 'made'), file, refused };
}

test('is bounded: so many files of such a size, the oldest lines go', async () => {
  const { path, folder, file, refused } = await logIn();
  for (let n = 1; n <= 11; n++) file.write(tenBytes(n));
  expect(readdirSync(folder).sort()).toEqual(['log', 'log.1', 'log.2']);
  expect(readFileSync(`${path}.2`, 'utf8')).toBe([4, 5, 6].map(tenBytes).join(''));
  expect(readFileSync(`${path}.1`, 'utf8')).toBe([7, 8, 9].map(tenBytes).join(''));
  expect(readFileSync(path, 'utf8')).toBe([10, 11].map(tenBytes).join(''));
  expect(refused).toEqual([]);
});

test('counts what an earlier start has written, and is for its owner alone', async () => {
  const { path, folder, file } = await logIn();
  mkdirSync(folder);
  writeFileSync(path, tenBytes(1).repeat(3), { mode: 0o644 });
  file.write(tenBytes(2));
  expect(readFileSync(path, 'utf8')).toBe(tenBytes(2));
  file.write(tenBytes(3));
  for (const name of readdirSync(folder)) {
    expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600);
  }
});

test('a file that was open to others is closed to them when it is written', async () => {
  const { path, folder, file } = await logIn();
  mkdirSync(folder);
  writeFileSync(path, '', { mode: 0o644 });
  file.write(tenBytes(1));
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a line longer than the limit is written whole', async () => {
  const { path, file } = await logIn();
  const long = `${'x'.repeat(100)}\n`;
  file.write(long);
  file.write(tenBytes(1));
  expect(readFileSync(`${path}.1`, 'utf8')).toBe(long);
  expect(readFileSync(path, 'utf8')).toBe(tenBytes(1));
});

test('reopened, it leaves the file that another program has moved', async () => {
  const { path, file } = await logIn();
  file.write(tenBytes(1));
  renameSync(path, `${path}.moved`);
  file.write(tenBytes(2));
  file.reopen();
  file.write(tenBytes(3));
  expect(readFileSync(`${path}.moved`, 'utf8')).toBe(tenBytes(1) + tenBytes(2));
  expect(readFileSync(path, 'utf8')).toBe(tenBytes(3));
});

test('a full disk does not stop the program: the line goes elsewhere', () => {
  const refused: string[] = [];
  const file = openLogFile('/dev/full', (line) => refused.push(line));
  file.write(tenBytes(1));
  file.write(tenBytes(2));
  expect(refused).toEqual([tenBytes(1), tenBytes(2)]);
});

test('where there is no place it is tried again with each line', async () => {
  const { path, folder, file, refused } = await logIn();
  writeFileSync(folder, 'a file where the folder should be');
  file.write(tenBytes(1));
  rmSync(folder);
  file.write(tenBytes(2));
  expect(refused).toEqual([tenBytes(1)]);
  expect(readFileSync(path, 'utf8')).toBe(tenBytes(2));
});

test('the log writes JSON lines into it, with long numbers masked', async () => {
  const { path, file } = await logIn({ bytes: 10_000, files: 2 });
  openLog('info', file).warn({ order: '4970101234567890' }, 'a payment');
  const line = JSON.parse(readFileSync(path, 'utf8'));
  expect(line).toMatchObject({ level: 40, msg: 'a payment' });
  expect(line.order).not.toContain('0101234567');
});
