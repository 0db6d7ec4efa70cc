import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLog, openLogFile } from '../../../src/sidecar/program/log.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const smallLimits = { bytes: 30, files: 3 };
const tenBytes = (n: number) => `line ${String(n).padStart(4, '0')}\n`;

async function logIn(limits = smallLimits) {
  const folder = await temporaryFolder();
  const path = join(folder, 'made', 'log');
  const refused: string[] = [];
  const file = openLogFile(path, (line) => refused.push(line), limits);
  return { path, folder: join(folder, 'made'), file, refused };
}

test('keeps a limited number of files of limited size, and drops the oldest lines', async () => {
  const { path, folder, file, refused } = await logIn();
  for (let n = 1; n <= 11; n++) file.write(tenBytes(n));
  expect(readdirSync(folder).sort()).toEqual(['log', 'log.1', 'log.2']);
  expect(readFileSync(`${path}.2`, 'utf8')).toBe([4, 5, 6].map(tenBytes).join(''));
  expect(readFileSync(`${path}.1`, 'utf8')).toBe([7, 8, 9].map(tenBytes).join(''));
  expect(readFileSync(path, 'utf8')).toBe([10, 11].map(tenBytes).join(''));
  expect(refused).toEqual([]);
});

test('counts the lines of earlier runs, and is readable by its owner alone', async () => {
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

test('makes an existing file private when it writes to it', async () => {
  const { path, folder, file } = await logIn();
  mkdirSync(folder);
  writeFileSync(path, '', { mode: 0o644 });
  file.write(tenBytes(1));
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('writes a line that is longer than the limit completely', async () => {
  const { path, file } = await logIn();
  const long = `${'x'.repeat(100)}\n`;
  file.write(long);
  file.write(tenBytes(1));
  expect(readFileSync(`${path}.1`, 'utf8')).toBe(long);
  expect(readFileSync(path, 'utf8')).toBe(tenBytes(1));
});

test('reopens its path after another program has moved the file', async () => {
  const { path, file } = await logIn();
  file.write(tenBytes(1));
  renameSync(path, `${path}.moved`);
  file.write(tenBytes(2));
  file.reopen();
  file.write(tenBytes(3));
  expect(readFileSync(`${path}.moved`, 'utf8')).toBe(tenBytes(1) + tenBytes(2));
  expect(readFileSync(path, 'utf8')).toBe(tenBytes(3));
});

test('a full disk does not stop the program: the line goes to the fallback', () => {
  const refused: string[] = [];
  const file = openLogFile('/dev/full', (line) => refused.push(line));
  file.write(tenBytes(1));
  file.write(tenBytes(2));
  expect(refused).toEqual([tenBytes(1), tenBytes(2)]);
});

test('tries again with each line when the folder is missing', async () => {
  const { path, folder, file, refused } = await logIn();
  writeFileSync(folder, 'a file where the folder should be');
  file.write(tenBytes(1));
  rmSync(folder);
  file.write(tenBytes(2));
  expect(refused).toEqual([tenBytes(1)]);
  expect(readFileSync(path, 'utf8')).toBe(tenBytes(2));
});

test('the log writes JSON lines into the file, with long numbers masked', async () => {
  const { path, file } = await logIn({ bytes: 10_000, files: 2 });
  openLog('info', file).warn({ order: '4970101234567890' }, 'a payment');
  const line = JSON.parse(readFileSync(path, 'utf8'));
  expect(line).toMatchObject({ level: 40, msg: 'a payment' });
  expect(line.order).not.toContain('0101234567');
});
