import { expect, test } from 'vitest';
import { describeStartFailure } from '../../../src/sidecar/start/start-failure.ts';
import type { System } from '../../../src/sidecar/system/systems.ts';

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
const folderError = (code: string, owner?: string, system: System = 'linux') =>
  describeStartFailure(
    error(code, { syscall: 'open', path: `${place.folder}/asked.jsonl` }),
    place,
    system,
    () => owner,
  );

test.each([
  ['EACCES', 'this user may not use it'],
  ['EROFS', 'the disk is read-only'],
  ['ENOSPC', 'the disk is full'],
  ['ENOTDIR', 'a part of the path is a file'],
  ['EBUSY', 'another program holds the file'],
  ['EIO', 'the disk does not read or write it'],
  ['EMFILE', 'this program has too many files open'],
])('a home folder that cannot be used (%s) is not taken for a port', (code, reason) => {
  const words = folderError(code);
  expect(words).toContain(`The home folder ${place.folder} cannot be used: ${reason}`);
  expect(words).toContain('asked.jsonl');
  expect(words).not.toContain('ort 8080');
});
test('a folder in the place of a file is named, and not the rights of the home folder', () => {
  const path = `${place.folder}/records.jsonl`;
  const words = describeStartFailure(error('EISDIR', { syscall: 'open', path }), place);
  expect(words).toContain(`A folder is at ${path}`);
  expect(words).not.toContain('Give the folder');
});
test.each(['EACCES', 'EPERM', 'EBUSY', 'EMFILE', 'ENFILE', 'EIO'])(
  'a file of the records that cannot be used (%s) is no reason for another folder, which knows no paid order',
  (code) => {
    for (const owner of [undefined, 'root']) {
      const words = folderError(code, owner);
      expect(words).not.toContain('--home');
      expect(words).toContain('another one would not know which orders are paid');
    }
  },
);
test('for a file that another program holds, the text does not tell the person to change its owner', () => {
  for (const [code, system] of [
    ['EBUSY', 'linux'],
    ['EBUSY', 'windows'],
    ['EPERM', 'windows'],
  ] as const) {
    expect(folderError(code, 'root', system)).toContain('Close that program');
    expect(folderError(code, 'root', system)).not.toContain('chown');
  }
});
test('a file of another user names this user, and the command that gives it back', () => {
  const words = folderError('EACCES', 'root');
  expect(words).toContain('it belongs to the user root');
  expect(words).toContain(`sudo chown "$USER" "${place.folder}/asked.jsonl"`);
});
test('another error is shown with its own message', () => {
  expect(describeStartFailure(new Error('connector.socket: no'), place)).toBe('connector.socket: no');
});
