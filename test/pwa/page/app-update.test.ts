import { expect, test } from 'vitest';
import { watchForUpdate } from '../../../src/pwa/page/app-update.ts';

function setUp() {
  const listeners: Record<string, () => void> = {};
  const state = {
    busy: false,
    begun: false,
    ready: 0,
    reloads: 0,
    skips: 0,
    looks: 0,
    fails: false,
    controlled: true,
    age: 0,
    holds: 0,
    paysAgain: 0,
  };
  /** The running payment ends; false: it has run too long. */
  let endHold = (_: boolean) => {};
  /** The page sees the end of the payment later than the worker. */
  let seeEnd = () => {};
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
      isControlled: () => state.controlled,
    },
    {
      busy: () => state.busy,
      onReady: () => {
        state.ready += 1;
      },
      tryReload: async () => {
        if (state.begun) return false;
        state.reloads += 1;
        return true;
      },
      holdPayments: () => {
        state.holds += 1;
        return new Promise((resolve) => {
          endHold = resolve;
        });
      },
      payAgain: () => {
        state.paysAgain += 1;
      },
      age: () => state.age,
      after: (ms, callback) => {
        if (ms === 5000) next = callback;
        else seeEnd = callback;
        return () => {};
      },
    },
  );
  /** Runs the page's next check for an update. */
  const pass = async () => {
    await Promise.resolve();
    await Promise.resolve();
    next();
    await Promise.resolve();
    await Promise.resolve();
  };
  const passBusy = async (checks: number) => {
    state.busy = true;
    for (let check = 0; check < checks; check++) await pass();
  };
  const payAndHold = async (isHeld: boolean, busyAfter = false) => {
    endHold(isHeld);
    for (let turn = 0; turn < 3; turn++) await Promise.resolve();
    state.busy = busyAfter;
    seeEnd();
    for (let turn = 0; turn < 3; turn++) await Promise.resolve();
  };
  return { state, update, pass, passBusy, payAndHold, fire: (type: string) => listeners[type]?.() };
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

test('if another tab has applied an update, this page only offers the reload', () => {
  const { state, update, fire } = setUp();
  fire('controlling');
  expect(state).toMatchObject({ ready: 1, reloads: 0 });
  update.apply();
  expect(state).toMatchObject({ skips: 0, reloads: 1 });
});

test('a page of another build than its sidecar is updated without a person, once its payment has ended', async () => {
  const { state, update, fire, pass } = setUp();
  state.busy = true;
  update.activateWhenQuiet(() => true);
  update.activateWhenQuiet(() => true);
  await pass();
  fire('waiting');
  expect(state).toMatchObject({ looks: 2, skips: 0, reloads: 0 });
  state.busy = false;
  await pass();
  fire('controlling');
  expect(state).toMatchObject({ looks: 3, skips: 1, reloads: 1 });
});

test('the update waits while a person uses the page', async () => {
  const { state, update, fire, pass } = setUp();
  let isQuiet = false;
  update.activateWhenQuiet(() => isQuiet);
  fire('waiting');
  await pass();
  await pass();
  expect(state).toMatchObject({ skips: 0, ready: 1 });
  isQuiet = true;
  await pass();
  expect(state).toMatchObject({ skips: 1 });
});

test('checks again if the sidecar has just stopped, and applies the build as soon as it is loaded', async () => {
  const { state, update, fire, pass } = setUp();
  state.fails = true;
  update.activateWhenQuiet(() => true);
  await pass();
  state.fails = false;
  expect(state).toMatchObject({ looks: 2, skips: 0 });
  fire('waiting');
  expect(state).toMatchObject({ skips: 1 });
});

test('a payment that the page does not know yet keeps it; the new version waits for the next look', async () => {
  const { state, update, pass, fire } = setUp();
  state.begun = true;
  fire('controlling');
  update.activateWhenQuiet(() => true);
  await pass();
  expect(state.reloads).toBe(0);
  expect(state.ready).toBeGreaterThan(1);
  state.begun = false;
  await pass();
  expect(state.reloads).toBeGreaterThan(0);
});

test('a page without a service worker is reloaded into its sidecar’s build, once a minute at most', async () => {
  const { state, update, pass } = setUp();
  Object.assign(state, { controlled: false, age: 1000 });
  update.activateWhenQuiet(() => true);
  await pass();
  state.age = 59_000;
  await pass();
  expect(state).toMatchObject({ reloads: 0 });
  state.age = 60_000;
  state.busy = true;
  await pass();
  expect(state).toMatchObject({ reloads: 0 });
  state.busy = false;
  await pass();
  expect(state).toMatchObject({ reloads: 1 });
});

test('a person’s request reloads a page without a service worker at once', () => {
  const { state, update, fire } = setUp();
  Object.assign(state, { controlled: false, age: 1000 });
  fire('waiting');
  expect(state).toMatchObject({ skips: 0, reloads: 0 });
  update.apply();
  expect(state).toMatchObject({ skips: 1, reloads: 1 });
});

test('where payments always run, the next one is held after a minute, and the new version comes after the running one', async () => {
  const { state, update, fire, passBusy, payAndHold } = setUp();
  state.busy = true;
  update.activateWhenQuiet(() => true);
  fire('waiting');
  await passBusy(10);
  expect(state).toMatchObject({ holds: 0 });
  await passBusy(2);
  // While the payment runs, nothing is activated.
  await passBusy(20);
  expect(state).toMatchObject({ holds: 1, skips: 0, reloads: 0 });
  await payAndHold(true);
  expect(state).toMatchObject({ skips: 1, paysAgain: 0 });
  fire('controlling');
  expect(state).toMatchObject({ reloads: 1 });
});

test('a single check without a payment begins the minute again', async () => {
  const { state, update, fire, pass, passBusy } = setUp();
  let isQuiet = false;
  state.busy = true;
  update.activateWhenQuiet(() => isQuiet);
  fire('waiting');
  await passBusy(11);
  state.busy = false;
  await pass();
  isQuiet = true;
  await passBusy(11);
  expect(state).toMatchObject({ holds: 0, skips: 0 });
});

test('payments are not held without a new version, nor while a person uses the page', async () => {
  const { state, update, fire, passBusy } = setUp();
  let isQuiet = true;
  state.busy = true;
  update.activateWhenQuiet(() => isQuiet);
  await passBusy(20);
  isQuiet = false;
  fire('waiting');
  await passBusy(20);
  expect(state).toMatchObject({ holds: 0 });
});

test.each([
  { why: 'the payment runs too long', isHeld: false, busyAfter: true, quietAfter: true },
  { why: 'a person uses the page meanwhile', isHeld: true, busyAfter: false, quietAfter: false },
  { why: 'another tab has begun a payment', isHeld: true, busyAfter: true, quietAfter: true },
])('payments begin again if $why', async ({ isHeld, busyAfter, quietAfter }) => {
  const { state, update, fire, passBusy, payAndHold } = setUp();
  let isQuiet = true;
  state.busy = true;
  update.activateWhenQuiet(() => isQuiet);
  fire('waiting');
  await passBusy(12);
  isQuiet = quietAfter;
  await payAndHold(isHeld, busyAfter);
  expect(state).toMatchObject({ holds: 1, skips: 0, paysAgain: 1 });
  // The next hold comes a minute later.
  isQuiet = true;
  await passBusy(11);
  expect(state).toMatchObject({ holds: 1 });
  await passBusy(1);
  expect(state).toMatchObject({ holds: 2, skips: 0 });
});
