import { expect, test } from 'vitest';
import { watchForUpdate } from '../../../src/pwa/page/app-update.ts';

function setUp() {
  const listeners: Record<string, () => void> = {};
  const seen = { busy: false, ready: 0, reloads: 0, skips: 0 };
  const update = watchForUpdate(
    {
      addEventListener: (type, listener) => {
        listeners[type] = listener;
      },
      messageSkipWaiting: () => {
        seen.skips += 1;
      },
    },
    {
      busy: () => seen.busy,
      onReady: () => {
        seen.ready += 1;
      },
      reload: () => {
        seen.reloads += 1;
      },
    },
  );
  return { seen, update, tell: (type: string) => listeners[type]?.() };
}

test('an update waits for a person’s request, then the page reloads', () => {
  const { seen, update, tell } = setUp();
  tell('waiting');
  expect(seen).toMatchObject({ ready: 1, skips: 0, reloads: 0 });
  update.apply();
  tell('controlling');
  expect(seen).toMatchObject({ skips: 1, reloads: 1 });
});

test('nothing is applied or reloaded while a payment runs', () => {
  const { seen, update, tell } = setUp();
  tell('waiting');
  seen.busy = true;
  update.apply();
  expect(seen.skips).toBe(0);
  seen.busy = false;
  update.apply();
  seen.busy = true;
  tell('controlling');
  expect(seen.reloads).toBe(0);
  seen.busy = false;
  update.apply();
  expect(seen.reloads).toBe(1);
});

test('an update that another tab applied only offers the reload', () => {
  const { seen, update, tell } = setUp();
  tell('controlling');
  expect(seen).toMatchObject({ ready: 1, reloads: 0 });
  update.apply();
  expect(seen).toMatchObject({ skips: 0, reloads: 1 });
});
