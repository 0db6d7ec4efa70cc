import { expect, test } from 'vitest';
import { screenAwake } from '../../../src/pwa/page/page-effects.ts';

function setUp(refuse = false, released = async () => {}) {
  let visibility: DocumentVisibilityState = 'visible';
  let changed = () => {};
  const seen = { asked: 0, released: 0 };
  const keepAwake = screenAwake(
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
  const turn = async (now: DocumentVisibilityState) => {
    visibility = now;
    changed();
    await quiet();
  };
  return { seen, keepAwake, turn };
}
const quiet = () => new Promise((done) => setTimeout(done));

test('the screen stays on while it is wanted, asked for once', async () => {
  const { seen, keepAwake } = setUp();
  keepAwake(true);
  keepAwake(true);
  await quiet();
  expect(seen).toEqual({ asked: 1, released: 0 });
  keepAwake(false);
  await quiet();
  expect(seen).toEqual({ asked: 1, released: 1 });
});

test('a lock that the browser took away with a hidden page is asked for again', async () => {
  const { seen, keepAwake, turn } = setUp();
  keepAwake(true);
  await quiet();
  await turn('hidden');
  await turn('visible');
  expect(seen).toEqual({ asked: 2, released: 0 });
});

test('a payment that ends while the page is hidden, or begins there, asks for nothing then', async () => {
  const { seen, keepAwake, turn } = setUp();
  await turn('hidden');
  keepAwake(true);
  await quiet();
  expect(seen.asked).toBe(0);
  keepAwake(false);
  await turn('visible');
  expect(seen).toEqual({ asked: 0, released: 0 });
});

test('one that is no longer wanted when the browser grants it is given back', async () => {
  const { seen, keepAwake } = setUp();
  keepAwake(true);
  keepAwake(false);
  await quiet();
  expect(seen).toEqual({ asked: 1, released: 1 });
});

test('a payment that begins while the last lock is being released has one of its own', async () => {
  let letGo = () => {};
  const { seen, keepAwake } = setUp(false, () => new Promise((done) => (letGo = done)));
  keepAwake(true);
  await quiet();
  keepAwake(false);
  await quiet();
  keepAwake(true);
  await quiet();
  expect(seen).toEqual({ asked: 1, released: 1 });
  letGo();
  await quiet();
  expect(seen).toEqual({ asked: 2, released: 1 });
});

test('a lock that cannot be released does not prevent the next one', async () => {
  const { seen, keepAwake } = setUp(false, () => Promise.reject(new Error('gone')));
  keepAwake(true);
  await quiet();
  keepAwake(false);
  keepAwake(true);
  await quiet();
  expect(seen).toEqual({ asked: 2, released: 1 });
});

test('a browser that refuses or has none stops nothing', async () => {
  const { seen, keepAwake } = setUp(true);
  keepAwake(true);
  await quiet();
  keepAwake(false);
  await quiet();
  expect(seen).toEqual({ asked: 1, released: 0 });
  screenAwake({ visibilityState: 'visible', addEventListener: () => {} }, undefined)(true);
});
