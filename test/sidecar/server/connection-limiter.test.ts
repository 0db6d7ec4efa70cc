import { expect, test } from 'vitest';
import { createConnectionLimiter } from '../../../src/sidecar/server/connection-limiter.ts';

function limiterOf(maxUnknown: number) {
  const closed: string[] = [];
  const limiter = createConnectionLimiter<string>(maxUnknown, (connection) => closed.push(connection));
  return { limiter, closed };
}

test('above the limit, closes the connection that has been idle longest, and keeps the new one', () => {
  const { limiter, closed } = limiterOf(2);
  for (const connection of ['a', 'b', 'c', 'd']) limiter.enter(connection);
  expect(closed).toEqual(['a', 'b']);
});

test('closes an idle connection before one with a request', () => {
  const { limiter, closed } = limiterOf(2);
  limiter.enter('till');
  limiter.requestBegins('till');
  for (const connection of ['a', 'b', 'c']) limiter.enter(connection);
  expect(closed).toEqual(['a', 'b']);
});

test('if all connections have requests, closes the one with the oldest request', () => {
  const { limiter, closed } = limiterOf(2);
  for (const connection of ['a', 'b', 'c']) {
    limiter.enter(connection);
    limiter.requestBegins(connection);
  }
  expect(closed).toEqual(['a']);
});

test('an authenticated connection is not counted and not closed until its answer is sent', () => {
  const { limiter, closed } = limiterOf(1);
  limiter.enter('till');
  limiter.requestBegins('till');
  limiter.markKnown('till');
  for (const connection of ['a', 'b']) limiter.enter(connection);
  expect(closed).toEqual(['a']);
  limiter.requestEnds('till');
  limiter.enter('c');
  expect(closed).toEqual(['a', 'b']);
  limiter.enter('d');
  expect(closed).toEqual(['a', 'b', 'till']);
});

test('a connection with two requests counts as authenticated until both are answered', () => {
  const { limiter, closed } = limiterOf(1);
  limiter.enter('till');
  limiter.requestBegins('till');
  limiter.markKnown('till');
  limiter.requestBegins('till');
  limiter.requestEnds('till');
  for (const connection of ['a', 'b']) limiter.enter(connection);
  expect(closed).toEqual(['a']);
});

test('a connection that leaves does not count any more, and one that is added twice counts once', () => {
  const { limiter, closed } = limiterOf(2);
  limiter.enter('a');
  limiter.enter('a');
  limiter.enter('b');
  limiter.leave('a');
  limiter.requestEnds('a');
  limiter.markKnown('a');
  limiter.enter('c');
  expect(closed).toEqual([]);
});
