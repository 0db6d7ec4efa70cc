import { expect, test } from 'vitest';
import type { TerminalStatus } from '../../../src/core/connector-api/snapshot.ts';
import { sharedCheck } from '../../../src/sidecar/routes/maintenance.ts';

const statusOf = (description: string): TerminalStatus => ({
  state: 'ready',
  seenAt: 0,
  description,
  simulated: true,
});

test('callers within one second share one check of the terminal; a later caller starts another', async () => {
  let calls = 0;
  let now = 0;
  const check = sharedCheck(
    async () => statusOf(`call ${++calls}`),
    1000,
    () => now,
  );
  const together = await Promise.all([check(), check(), check()]);
  expect(together.map((each) => each?.description)).toEqual(['call 1', 'call 1', 'call 1']);
  now = 999;
  expect((await check())?.description).toBe('call 1');
  now = 1000;
  expect((await check())?.description).toBe('call 2');
});

test('a check without an answer is not cached', async () => {
  const answers = [undefined, statusOf('there')];
  const check = sharedCheck(
    async () => answers.shift(),
    1000,
    () => 0,
  );
  expect(await check()).toBeUndefined();
  expect((await check())?.description).toBe('there');
});

test('a check that fails is not cached', async () => {
  let calls = 0;
  const check = sharedCheck(
    async () => {
      calls += 1;
      if (calls === 1) throw new Error('bug');
      return statusOf('there');
    },
    1000,
    () => 0,
  );
  await expect(check()).rejects.toThrow('bug');
  expect((await check())?.description).toBe('there');
});
