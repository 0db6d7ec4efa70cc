import { expect, test } from 'vitest';
import { afterOwnTime, becomesTrue, pause } from './pause.ts';

test('a condition that never comes true ends the wait', async () => {
  expect(await becomesTrue(() => false, 50)).toBe(false);
});

test('while the process does not run, a limit does not run either', async () => {
  let isOver = false;
  afterOwnTime(200, () => {
    isOver = true;
  });
  for (const until = performance.now() + 400; performance.now() < until; );
  await pause(0);
  expect(isOver).toBe(false);
  expect(await becomesTrue(() => isOver, 20_000)).toBe(true);
});

test('a stopped limit does not call back', async () => {
  let isOver = false;
  afterOwnTime(50, () => {
    isOver = true;
  })();
  expect(await becomesTrue(() => isOver, 200)).toBe(false);
});
