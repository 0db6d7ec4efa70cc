import { expect, test } from 'vitest';
import { watchForUpdate } from '../../../src/pwa/page/app-update.ts';
import { DeadStart } from '../../../src/pwa/page/dead-start.ts';
import { type ConnectorEnd, connectToWorker } from '../../../src/pwa/page/worker-connection.ts';

/** A worker whose script throws, or that says why its connector ends. */
class Worker extends EventTarget {
  postMessage(): void {}
  fail(): void {
    this.dispatchEvent(new Event('error'));
  }
  say(message: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: message }));
  }
}

const blockedStorage = (): never => {
  throw new DOMException('Access is denied for this document.', 'SecurityError');
};

/** `stored`: `blocked` if the browser blocks the storage. `endsEarly`: the worker fails before the code of the update is here. */
function openTab(
  stored: Map<string, string> | 'blocked' = new Map<string, string>(),
  now = 1_000_000,
  endsEarly = false,
) {
  const events: string[] = [];
  const listeners = new Map<string, () => void>();
  const worker = new Worker();
  const tab = { now, age: 5000, lookAgain: () => {} };
  let end: ConnectorEnd['why'] | undefined;
  const update = watchForUpdate(
    {
      addEventListener: (type, listener) => void listeners.set(type, listener),
      messageSkipWaiting: () => void events.push('activate'),
      update: async () => void events.push('look'),
      isControlled: () => true,
    },
    {
      busy: () => false,
      onReady: () => {},
      // The worker is dead and answers nothing.
      tryReload: async () => deadStart.tryReload() ?? false,
      holdPayments: async () => false,
      payAgain: () => {},
      age: () => 0,
      after: (_, callback) => {
        tab.lookAgain = callback;
        return () => {};
      },
    },
  );
  const channel = connectToWorker(worker as unknown as globalThis.Worker, (why) => {
    end = why;
  });
  if (endsEarly) worker.fail();
  const deadStart = new DeadStart({
    channel,
    update,
    reload: () => void events.push('reload'),
    storage:
      stored === 'blocked'
        ? { getItem: blockedStorage, setItem: blockedStorage }
        : {
            getItem: (key) => stored.get(key) ?? null,
            setItem: (key, value) => void stored.set(key, value),
          },
    now: () => tab.now,
    age: () => tab.age,
  });
  deadStart.watch(() => end);
  return { tab, worker, events, stored, fire: (type: string) => listeners.get(type)?.() };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

test('a page whose worker throws activates the waiting version at once, and reloads', async () => {
  const { worker, events, fire } = openTab();
  fire('waiting');
  worker.fail();
  await settle();
  expect(events).toEqual(['look', 'activate']);
  fire('controlling');
  await settle();
  expect(events).toEqual(['look', 'activate', 'reload']);
});

test('a page that is dead already takes a version that comes later', async () => {
  const { tab, worker, events, fire } = openTab();
  worker.fail();
  await settle();
  tab.lookAgain();
  await settle();
  expect(events.filter((event) => event === 'look')).toHaveLength(2);
  expect(events).not.toContain('reload');
  fire('waiting');
  fire('controlling');
  await settle();
  expect(events.at(-1)).toBe('reload');
});

test('a page that is dead again is not reloaded before a minute is over', async () => {
  const first = openTab();
  first.worker.fail();
  await settle();
  first.fire('controlling');
  await settle();
  expect(first.events).toContain('reload');
  const { tab, worker, events, fire } = openTab(first.stored, first.tab.now + 5000);
  worker.fail();
  await settle();
  fire('controlling');
  await settle();
  expect(events).not.toContain('reload');
  tab.now += 60_000;
  tab.lookAgain();
  await settle();
  expect(events).toContain('reload');
});

test.each([
  ['newer-data', true],
  ['newer-tab', false],
] as const)('a connector that ended because of %s: another version is looked for: %s', async (why, looks) => {
  const { worker, events } = openTab();
  worker.say({ kind: 'connector-ended', why });
  await settle();
  expect(events.includes('look')).toBe(looks);
});

test('a page that works is not reloaded by this', async () => {
  const { worker, events, fire } = openTab();
  worker.say({ kind: 'snapshot' });
  worker.fail();
  await settle();
  fire('waiting');
  fire('controlling');
  await settle();
  expect(events).toEqual([]);
});

test('a worker that failed before this code was loaded is noticed', async () => {
  const { events, fire } = openTab(new Map(), 1_000_000, true);
  fire('waiting');
  await settle();
  expect(events).toEqual(['look', 'activate']);
  fire('controlling');
  await settle();
  expect(events.at(-1)).toBe('reload');
});

test('if the browser blocks the storage, a dead page is reloaded after its first minute', async () => {
  const { tab, worker, events, fire } = openTab('blocked');
  worker.fail();
  await settle();
  fire('controlling');
  await settle();
  expect(events).not.toContain('reload');
  tab.age = 60_000;
  tab.lookAgain();
  await settle();
  expect(events).toContain('reload');
});
