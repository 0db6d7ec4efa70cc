import { expect, test } from 'vitest';
import { createWakeLockSwitch } from '../../../src/pwa/page/page-effects.ts';

function setUp(refuse = false, released = async () => {}) {
  let visibility: DocumentVisibilityState = 'visible';
  let changed = () => {};
  const seen = { asked: 0, released: 0 };
  const keepAwake = createWakeLockSwitch(
    {
      get visibilityState() {
        return visibility;
      },
      addEventListener: (_type, listener) => {
        changed = listener;
      },
    },
    {
      request: async () => {
        seen.asked += 1;
        if (refuse) throw new DOMException('low battery', 'NotAllowedError');
        return {
          release: async () => {
            seen.released += 1;
            await released();
          },
        };
      },
    },
  );
  const setVisibility = async (now: DocumentVisibilityState) => {
    visibility = now;
    changed();
    await settled();
  };
  return { seen, keepAwake, setVisibility };
}
const settled = () => new Promise((done) => setTimeout(done));

test('requests the lock once, and holds it while it is wanted', async () => {
  const { seen, keepAwake } = setUp();
  keepAwake(true);
  keepAwake(true);
  await settled();
  expect(seen).toEqual({ asked: 1, released: 0 });
  keepAwake(false);
  await settled();
  expect(seen).toEqual({ asked: 1, released: 1 });
});

test('requests a lock again that the browser released while the page was hidden', async () => {
  const { seen, keepAwake, setVisibility } = setUp();
  keepAwake(true);
  await settled();
  await setVisibility('hidden');
  await setVisibility('visible');
  expect(seen).toEqual({ asked: 2, released: 0 });
});

test('requests nothing while the page is hidden', async () => {
  const { seen, keepAwake, setVisibility } = setUp();
  await setVisibility('hidden');
  keepAwake(true);
  await settled();
  expect(seen.asked).toBe(0);
  keepAwake(false);
  await setVisibility('visible');
  expect(seen).toEqual({ asked: 0, released: 0 });
});

test('releases a lock that is granted too late', async () => {
  const { seen, keepAwake } = setUp();
  keepAwake(true);
  keepAwake(false);
  await settled();
  expect(seen).toEqual({ asked: 1, released: 1 });
});

test('requests a new lock for a payment that begins while the last lock is being released', async () => {
  let finishRelease = () => {};
  const { seen, keepAwake } = setUp(false, () => new Promise((done) => (finishRelease = done)));
  keepAwake(true);
  await settled();
  keepAwake(false);
  await settled();
  keepAwake(true);
  await settled();
  expect(seen).toEqual({ asked: 1, released: 1 });
  finishRelease();
  await settled();
  expect(seen).toEqual({ asked: 2, released: 1 });
});

test('a lock that cannot be released does not prevent the next one', async () => {
  const { seen, keepAwake } = setUp(false, () => Promise.reject(new Error('gone')));
  keepAwake(true);
  await settled();
  keepAwake(false);
  keepAwake(true);
  await settled();
  expect(seen).toEqual({ asked: 2, released: 1 });
});

test('does not throw if the browser refuses the lock or has no locks', async () => {
  const { seen, keepAwake } = setUp(true);
  keepAwake(true);
  await settled();
  keepAwake(false);
  await settled();
  expect(seen).toEqual({ asked: 1, released: 0 });
  createWakeLockSwitch({ visibilityState: 'visible', addEventListener: () => {} }, undefined)(true);
});
