import { expect, it } from 'vitest';
import { openLog } from '../../../src/sidecar/program/log.ts';
import { askDaily } from '../../../src/sidecar/updates/ask-daily.ts';

it('asks within an hour of the start, then every day two hours earlier or later at the most', async () => {
  const waits: number[] = [];
  let next = () => {};
  let asked = 0;
  let random = 0.25;
  const stop = askDaily({
    log: openLog('silent'),
    random: () => random,
    clock: {
      after(ms, callback) {
        waits.push(ms / 3_600_000);
        next = callback;
        return () => {
          next = () => {};
        };
      },
    },
    run: async () => {
      asked += 1;
      if (asked === 2) throw new Error('no network');
      return { code: 0, said: '' };
    },
  });
  const pass = async () => {
    next();
    for (let i = 0; i < 5; i++) await Promise.resolve();
  };
  await pass();
  random = 1;
  await pass();
  random = 0;
  await pass();
  expect(waits).toEqual([0.25, 23, 26, 22]);
  stop();
  await pass();
  expect(asked).toBe(3);
});
