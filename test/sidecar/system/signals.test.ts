import { expect, test } from 'vitest';
import { onLogMoved, stopSignals } from '../../../src/sidecar/system/signals.ts';

test('on Windows a console that closes, and Ctrl+Break, stop the connector in good order', () => {
  for (const hasLogFile of [true, false])
    expect(stopSignals(hasLogFile, 'windows')).toEqual(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK']);
});
test.each(['linux', 'macos'] as const)(
  'on %s SIGHUP opens a log file again; without a log file the terminal window has closed',
  (system) => {
    expect(stopSignals(true, system)).toEqual(['SIGINT', 'SIGTERM']);
    expect(stopSignals(false, system)).toEqual(['SIGINT', 'SIGTERM', 'SIGHUP']);
  },
);
test('SIGHUP opens no log file again on Windows', () => {
  const heard: string[] = [];
  const source = { on: (signal: string) => heard.push(signal) };
  onLogMoved(() => {}, source, 'windows');
  expect(heard).toEqual([]);
  onLogMoved(() => {}, source, 'linux');
  expect(heard).toEqual(['SIGHUP']);
});
