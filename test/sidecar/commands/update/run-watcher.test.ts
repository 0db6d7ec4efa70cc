import { expect, test } from 'vitest';
import { NewVersionMessages } from '../../../../src/sidecar/commands/update/run-watcher.ts';

const isDone = { ended: { asked: false, isDone: true } };

test.each([
  [
    'that was stopped before its first answer was asked for',
    { isStopped: true },
    { asked: true, isBlocked: false },
  ],
  ['that did not get its folder', { isBlocked: true }, { asked: false, isBlocked: true }],
  ['that says nothing of itself', {}, { asked: false, isBlocked: false }],
])('the end of a version %s', (_name, said, how) => {
  const messages = new NewVersionMessages();
  expect(messages.take({ home: '/h' })).toBeUndefined();
  expect(messages.take({ home: '/h', ...said })).toBeUndefined();
  expect(messages.home).toBe('/h');
  expect(messages.take(isDone)).toEqual({ ...how, isDone: true });
});
