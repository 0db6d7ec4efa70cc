import { describe, expect, it } from 'vitest';
import { type TestClock, testClock } from '../../../src/sdk/testing/test-clock.ts';

const blockFor = (ms: number) => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

const wait = (clock: TestClock, ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve));

describe('the clock of the test connector', () => {
  it('runs faster by the given factor', async () => {
    const clock = testClock(10);
    const since = performance.now();
    await wait(clock, 2000);
    expect(clock.monotonic()).toBeGreaterThanOrEqual(2000);
    expect(performance.now() - since).toBeGreaterThanOrEqual(199);
  });
  it('ends waits in the order of their times, equal ones in the order of their start', async () => {
    const clock = testClock(10);
    const ended: string[] = [];
    const all = [300, 100, 200, 100].map((ms, nth) => wait(clock, ms).then(() => ended.push(`${ms}/${nth}`)));
    await Promise.all(all);
    expect(ended).toEqual(['100/1', '100/3', '200/2', '300/0']);
  });
  it('a machine that was suspended does not end a timeout before the awaited event', async () => {
    const clock = testClock(10);
    let answered = false;
    const limit = wait(clock, 3000).then(() => answered);
    // An exchange of twenty steps between terminal and till; in the middle the machine stops for longer than the limit.
    for (let step = 0; step < 20; step += 1) {
      await wait(clock, 100);
      await new Promise((resolve) => setImmediate(resolve));
      if (step === 10) blockFor(500);
    }
    answered = true;
    expect(await limit).toBe(true);
  });
  it('slow code between two waits does not advance the clock', async () => {
    const clock = testClock(10);
    let answered = false;
    const limit = wait(clock, 300).then(() => answered);
    blockFor(45);
    await wait(clock, 10);
    blockFor(45);
    await wait(clock, 10);
    answered = true;
    expect(await limit).toBe(true);
  });
  it('a cancelled wait does not end, and does not delay the others', async () => {
    const clock = testClock(10);
    let ended = false;
    const cancel = clock.after(100, () => {
      ended = true;
    });
    cancel();
    await wait(clock, 200);
    expect(ended).toBe(false);
  });
});
