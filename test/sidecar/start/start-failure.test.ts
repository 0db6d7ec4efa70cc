import { expect, test } from 'vitest';
import { describeStartFailure } from '../../../src/sidecar/start/start-failure.ts';

const place = { port: 8080, folder: '/home/till/hipay' };
const error = (code: string, more: object) => Object.assign(new Error(`${code}: message`), { code, ...more });
const listen = (code: string) => error(code, { syscall: 'listen', port: 8080 });

test('a taken port is named, with the command that shows the other program', () => {
  expect(describeStartFailure(listen('EADDRINUSE'), place, 'windows')).toMatch(
    /^Port 8080 is taken by another program \(netstat -ano \| findstr :8080 shows which one\)\./,
  );
  expect(describeStartFailure(listen('EADDRINUSE'), place, 'linux')).toContain('ss -ltnp');
});
test('on Windows a refused port is explained by a reserved range, also above 1023', () => {
  const words = describeStartFailure(listen('EACCES'), place, 'windows');
  expect(words).toContain('Port 8080 is reserved by Windows');
  expect(words).toContain('netsh int ipv4 show excludedportrange');
  expect(words).not.toContain('1023');
});
test('on Linux a refused low port is explained by missing rights', () => {
  expect(describeStartFailure(listen('EACCES'), { ...place, port: 80 }, 'linux')).toBe(
    'Port 80 is not allowed to this user. Choose a port above 1023 (--port).',
  );
});
test.each([
  ['EACCES', 'this user may not write there'],
  ['EROFS', 'the disk is read-only'],
  ['ENOSPC', 'the disk is full'],
  ['ENOTDIR', 'a part of the path is a file'],
  ['EBUSY', 'another program holds the file'],
])('a home folder that cannot be used (%s) is not taken for a port', (code, reason) => {
  const words = describeStartFailure(
    error(code, { syscall: 'open', path: `${place.folder}/asked.jsonl` }),
    place,
  );
  expect(words).toContain(`The home folder ${place.folder} cannot be used: ${reason}`);
  expect(words).toContain('--home');
  expect(words).not.toContain('ort 8080');
});
test('a folder in the place of a file is named, and not the rights of the home folder', () => {
  const path = `${place.folder}/records.jsonl`;
  const words = describeStartFailure(error('EISDIR', { syscall: 'open', path }), place);
  expect(words).toContain(`A folder is at ${path}`);
  expect(words).not.toContain('Give the folder');
});
test('another error is shown with its own message', () => {
  expect(describeStartFailure(new Error('connector.socket: no'), place)).toBe('connector.socket: no');
});
