import { expect, test } from 'vitest';
import { watchForUpdate } from '../../../src/pwa/page/app-update.ts';

function setUp() {
  const listeners: Record<string, () => void> = {};
  const state = { busy: false, ready: 0, reloads: 0, skips: 0, looks: 0, fails: false };
  let next = () => {};
  const update = watchForUpdate(
    {
      addEventListener: (type, listener) => {
        listeners[type] = listener;
      },
      messageSkipWaiting: () => {
        state.skips += 1;
      },
      update: async () => {
        state.looks += 1;
        if (state.fails) throw new Error('the sidecar has stopped');
      },
    },
    {
      busy: () => state.busy,
      onReady: () => {
        state.ready += 1;
      },
      reload: () => {
        state.reloads += 1;
      },
      after: (_, callback) => {
        next = callback;
        return () => {};
      },
    },
  );
  /** The page looks again. */
  const pass = async () => {
    await Promise.resolve();
    await Promise.resolve();
    next();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { state, update, pass, fire: (type: string) => listeners[type]?.() };
}

test('an update waits for a person’s request, then the page reloads', () => {
  const { state, update, fire } = setUp();
  fire('waiting');
  expect(state).toMatchObject({ ready: 1, skips: 0, reloads: 0 });
  update.apply();
  fire('controlling');
  expect(state).toMatchObject({ skips: 1, reloads: 1 });
});

test('nothing is applied or reloaded while a payment runs', () => {
  const { state, update, fire } = setUp();
  fire('waiting');
  state.busy = true;
  update.apply();
  expect(state.skips).toBe(0);
  state.busy = false;
  update.apply();
  state.busy = true;
  fire('controlling');
  expect(state.reloads).toBe(0);
  state.busy = false;
  update.apply();
  expect(state.reloads).toBe(1);
});

test('an update that another tab applied only offers the reload', () => {
  const { state, update, fire } = setUp();
  fire('controlling');
  expect(state).toMatchObject({ ready: 1, reloads: 0 });
  update.apply();
  expect(state).toMatchObject({ skips: 0, reloads: 1 });
});

test('a page of another build than its sidecar is updated without a person, once its payment has ended', async () => {
  const { state, update, fire, pass } = setUp();
  state.busy = true;
  update.follow(() => true);
  update.follow(() => true);
  await pass();
  fire('waiting');
  expect(state).toMatchObject({ looks: 2, skips: 0, reloads: 0 });
  state.busy = false;
  await pass();
  fire('controlling');
  expect(state).toMatchObject({ looks: 3, skips: 1, reloads: 1 });
});

test('it waits while a person uses the page', async () => {
  const { state, update, fire, pass } = setUp();
  let isQuiet = false;
  update.follow(() => isQuiet);
  fire('waiting');
  await pass();
  await pass();
  expect(state).toMatchObject({ skips: 0, ready: 1 });
  isQuiet = true;
  await pass();
  expect(state).toMatchObject({ skips: 1 });
});

test('it looks again if the sidecar has just stopped, and takes the build as soon as it is there', async () => {
  const { state, update, fire, pass } = setUp();
  state.fails = true;
  update.follow(() => true);
  await pass();
  state.fails = false;
  expect(state).toMatchObject({ looks: 2, skips: 0 });
  fire('waiting');
  expect(state).toMatchObject({ skips: 1 });
});
