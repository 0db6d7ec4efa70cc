import { expect, test } from 'vitest';
import { createConnectionLimiter } from '../../../src/sidecar/server/connection-limiter.ts';

function room(most: number) {
  const gone: string[] = [];
  return { limiter: createConnectionLimiter<string>(most, (line) => gone.push(line)), gone };
}

test('one too many: the longest silent one goes, the new one stays', () => {
  const { limiter, gone } = room(2);
  for (const line of ['a', 'b', 'c', 'd']) limiter.enter(line);
  expect(gone).toEqual(['a', 'b']);
});

test('a silent one goes before one that asks, even the newest but one', () => {
  const { limiter, gone } = room(2);
  limiter.enter('till');
  limiter.asks('till');
  for (const line of ['a', 'b', 'c']) limiter.enter(line);
  expect(gone).toEqual(['a', 'b']);
});

test('where all ask, the one that asks for longest goes', () => {
  const { limiter, gone } = room(2);
  for (const line of ['a', 'b', 'c']) {
    limiter.enter(line);
    limiter.asks(line);
  }
  expect(gone).toEqual(['a']);
});

test('a known one does not count and does not go, until its answer is out', () => {
  const { limiter, gone } = room(1);
  limiter.enter('till');
  limiter.asks('till');
  limiter.isKnown('till');
  for (const line of ['a', 'b']) limiter.enter(line);
  expect(gone).toEqual(['a']);
  limiter.answered('till');
  limiter.enter('c');
  expect(gone).toEqual(['a', 'b']);
  limiter.enter('d');
  expect(gone).toEqual(['a', 'b', 'till']);
});

test('with two requests on one line it is known until both are answered', () => {
  const { limiter, gone } = room(1);
  limiter.enter('till');
  limiter.asks('till');
  limiter.isKnown('till');
  limiter.asks('till');
  limiter.answered('till');
  for (const line of ['a', 'b']) limiter.enter(line);
  expect(gone).toEqual(['a']);
});

test('a closed connection is removed, and one that is added twice counts once', () => {
  const { limiter, gone } = room(2);
  limiter.enter('a');
  limiter.enter('a');
  limiter.enter('b');
  limiter.leave('a');
  limiter.answered('a');
  limiter.isKnown('a');
  limiter.enter('c');
  expect(gone).toEqual([]);
});
