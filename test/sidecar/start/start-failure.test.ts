import { expect, test } from 'vitest';
import { startFailure } from '../../../src/sidecar/start/start-failure.ts';

const place = { port: 8080, folder: '/home/till/hipay' };
const error = (code: string, more: object) => Object.assign(new Error(`${code}: message`), { code, ...more });
const listen = (code: string) => error(code, { syscall: 'listen', port: 8080 });

test('a taken port: which command shows the other program', () => {
  expect(startFailure(listen('EADDRINUSE'), place, 'windows')).toMatch(
    /^Port 8080 is taken by another program \(netstat -ano \| findstr :8080 shows which one\)\./,
  );
  expect(startFailure(listen('EADDRINUSE'), place, 'linux')).toContain('ss -ltnp');
});
test('on Windows a refused port is in a reserved range, also above 1023', () => {
  const words = startFailure(listen('EACCES'), place, 'windows');
  expect(words).toContain('Port 8080 is reserved by Windows');
  expect(words).toContain('netsh int ipv4 show excludedportrange');
  expect(words).not.toContain('1023');
});
test('on Linux a low port needs rights', () => {
  expect(startFailure(listen('EACCES'), { ...place, port: 80 }, 'linux')).toBe(
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
  const words = startFailure(error(code, { syscall: 'open', path: `${place.folder}/asked.jsonl` }), place);
  expect(words).toContain(`The home folder ${place.folder} cannot be used: ${reason}`);
  expect(words).toContain('--home');
  expect(words).not.toContain('ort 8080');
});
test('another error speaks for itself', () => {
  expect(startFailure(new Error('connector.socket: no'), place)).toBe('connector.socket: no');
});
