import { expect, test } from 'vitest';
import { createCheckQueue } from '../../../src/sidecar/access/check-queue.ts';

/** A queue whose checks end when the test says so. */
function queueByHand() {
  const queue = createCheckQueue();
  const running: { name: string; end: (result: boolean) => void }[] = [];
  const begun: string[] = [];
  const add = (name: string, left?: AbortSignal) =>
    queue.run(() => {
      begun.push(name);
      return new Promise<boolean>((resolve) => running.push({ name, end: resolve }));
    }, left);
  const endNext = async (result = false) => {
    running.shift()?.end(result);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { add, begun, running, endNext };
}

test('runs one check at a time, the newest and the oldest in turn', async () => {
  const { add, begun, running, endNext } = queueByHand();
  for (const name of ['first', 'a', 'b', 'c', 'd']) void add(name);
  expect(begun).toEqual(['first']);
  for (let i = 0; i < 5; i++) {
    expect(running).toHaveLength(1);
    await endNext();
  }
  expect(begun).toEqual(['first', 'a', 'd', 'b', 'c']);
});

test('each check gets its own result', async () => {
  const { add, endNext } = queueByHand();
  const results = Promise.all([add('first'), add('second')]);
  await endNext(true);
  await endNext(false);
  expect(await results).toEqual([true, false]);
});

test('a caller that leaves loses its place, and its check never runs', async () => {
  const { add, begun, endNext } = queueByHand();
  void add('first');
  const left = new AbortController();
  const leaving = add('second', left.signal);
  void add('third');
  left.abort();
  expect(await leaving).toBe(false);
  expect(await add('left before', left.signal)).toBe(false);
  await endNext();
  expect(begun).toEqual(['first', 'third']);
});

test('a check that fails does not stop the next ones', async () => {
  const queue = createCheckQueue();
  const failing = queue.run(() => Promise.reject(new Error('broken')));
  const next = queue.run(async () => true);
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe(true);
});
