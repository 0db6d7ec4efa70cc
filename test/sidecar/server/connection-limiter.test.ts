import { expect, test } from 'vitest';
import { createConnectionLimiter } from '../../../src/sidecar/server/connection-limiter.ts';

function room(most: number) {
  const gone: string[] = [];
  return { limiter: createConnectionLimiter<string>(most, (line) => gone.push(line)), gone };
}

test('above the limit, closes the connection that is silent for longest, and keeps the new one', () => {
  const { limiter, gone } = room(2);
  for (const line of ['a', 'b', 'c', 'd']) limiter.enter(line);
  expect(gone).toEqual(['a', 'b']);
});

test('closes a silent connection before one with a request', () => {
  const { limiter, gone } = room(2);
  limiter.enter('till');
  limiter.requestBegins('till');
  for (const line of ['a', 'b', 'c']) limiter.enter(line);
  expect(gone).toEqual(['a', 'b']);
});

test('if all have requests, closes the one with the oldest request', () => {
  const { limiter, gone } = room(2);
  for (const line of ['a', 'b', 'c']) {
    limiter.enter(line);
    limiter.requestBegins(line);
  }
  expect(gone).toEqual(['a']);
});

test('an authenticated connection is not counted and not closed until its answer is sent', () => {
  const { limiter, gone } = room(1);
  limiter.enter('till');
  limiter.requestBegins('till');
  limiter.markKnown('till');
  for (const line of ['a', 'b']) limiter.enter(line);
  expect(gone).toEqual(['a']);
  limiter.requestEnds('till');
  limiter.enter('c');
  expect(gone).toEqual(['a', 'b']);
  limiter.enter('d');
  expect(gone).toEqual(['a', 'b', 'till']);
});

test('a connection with two requests counts as authenticated until both are answered', () => {
  const { limiter, gone } = room(1);
  limiter.enter('till');
  limiter.requestBegins('till');
  limiter.markKnown('till');
  limiter.requestBegins('till');
  limiter.requestEnds('till');
  for (const line of ['a', 'b']) limiter.enter(line);
  expect(gone).toEqual(['a']);
});

test('a closed connection is removed, and one that is added twice counts once', () => {
  const { limiter, gone } = room(2);
  limiter.enter('a');
  limiter.enter('a');
  limiter.enter('b');
  limiter.leave('a');
  limiter.requestEnds('a');
  limiter.markKnown('a');
  limiter.enter('c');
  expect(gone).toEqual([]);
});
