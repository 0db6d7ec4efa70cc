import { expect, test } from 'vitest';
import { openCallers } from '../../../src/sidecar/server/connection-limiter.ts';

function room(most: number) {
  const gone: string[] = [];
  return { callers: openCallers<string>(most, (line) => gone.push(line)), gone };
}

test('one too many: the longest silent one goes, the new one stays', () => {
  const { callers, gone } = room(2);
  for (const line of ['a', 'b', 'c', 'd']) callers.enter(line);
  expect(gone).toEqual(['a', 'b']);
});

test('a silent one goes before one that asks, even the newest but one', () => {
  const { callers, gone } = room(2);
  callers.enter('till');
  callers.asks('till');
  for (const line of ['a', 'b', 'c']) callers.enter(line);
  expect(gone).toEqual(['a', 'b']);
});

test('where all ask, the one that asks for longest goes', () => {
  const { callers, gone } = room(2);
  for (const line of ['a', 'b', 'c']) {
    callers.enter(line);
    callers.asks(line);
  }
  expect(gone).toEqual(['a']);
});

test('a known one does not count and does not go, until its answer is out', () => {
  const { callers, gone } = room(1);
  callers.enter('till');
  callers.asks('till');
  callers.isKnown('till');
  for (const line of ['a', 'b']) callers.enter(line);
  expect(gone).toEqual(['a']);
  callers.answered('till');
  callers.enter('c');
  expect(gone).toEqual(['a', 'b']);
  callers.enter('d');
  expect(gone).toEqual(['a', 'b', 'till']);
});

test('with two requests on one line it is known until both are answered', () => {
  const { callers, gone } = room(1);
  callers.enter('till');
  callers.asks('till');
  callers.isKnown('till');
  callers.asks('till');
  callers.answered('till');
  for (const line of ['a', 'b']) callers.enter(line);
  expect(gone).toEqual(['a']);
});

test('who has left is forgotten, and whoever enters twice counts once', () => {
  const { callers, gone } = room(2);
  callers.enter('a');
  callers.enter('a');
  callers.enter('b');
  callers.leave('a');
  callers.answered('a');
  callers.isKnown('a');
  callers.enter('c');
  expect(gone).toEqual([]);
});
