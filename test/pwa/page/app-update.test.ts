import { expect, test } from 'vitest';
import { watchForUpdate } from '../../../src/pwa/page/app-update.ts';

function setUp() {
  const listeners: Record<string, () => void> = {};
  const state = { busy: false, ready: 0, reloads: 0, skips: 0, looks: 0 };
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
    },
  );
  return { state, update, fire: (type: string) => listeners[type]?.() };
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

test('a page that the sidecar refuses is updated without a person, once its payment has ended', async () => {
  const { state, update, fire } = setUp();
  state.busy = true;
  update.follow();
  await Promise.resolve();
  fire('waiting');
  expect(state).toMatchObject({ looks: 1, skips: 0, reloads: 0 });
  state.busy = false;
  update.follow();
  await Promise.resolve();
  fire('controlling');
  expect(state).toMatchObject({ looks: 2, skips: 1, reloads: 1 });
});
