import { expect, test } from 'vitest';
import { isSystemdJournal } from '../../../src/sidecar/system/systemd-journal.ts';

test.each([
  ['the output is the journal', '8:15', { dev: 8, ino: 15 }, true],
  ['the output was led elsewhere', '8:15', { dev: 8, ino: 16 }, false],
  ['no service', undefined, { dev: 8, ino: 15 }, false],
])('standard output is compared with the journal of systemd: %s', (_name, stream, output, expected) => {
  expect(isSystemdJournal(stream === undefined ? {} : { JOURNAL_STREAM: stream }, () => output)).toBe(
    expected,
  );
});

test('an output that is closed is no journal', () => {
  const closed = () => {
    throw new Error('EBADF');
  };
  expect(isSystemdJournal({ JOURNAL_STREAM: '8:15' }, closed)).toBe(false);
});
