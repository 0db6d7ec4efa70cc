import { expect, test } from 'vitest';
import { broadcastTabs, ownerLock } from '../../src/adapters/browser/broadcast-tabs.ts';
import { serveConnector } from '../../src/core/connector-api/connector-server.ts';
import type { Snapshot } from '../../src/core/connector-api/snapshot.ts';
import type { Channel } from '../../src/core/ports/channel.ts';
import { followOwner } from '../../src/pwa/customer-display.ts';
import { FakeConnector } from '../ui/helpers/fake-connector.ts';
import { livePayment } from '../ui/helpers/sample-rows.ts';

const newId = () => crypto.randomUUID();

/** A BroadcastChannel between the owner of the test and the customer's window. */
function shop() {
  const name = `test-display-${newId()}`;
  const deps = () => ({ broadcast: new BroadcastChannel(name), locks: navigator.locks, newId });
  const heard: unknown[] = [];
  /** Drives the terminal, as the program's own tab does. */
  const own = (connector: FakeConnector) =>
    broadcastTabs(deps()).own((channel) => {
      const watched: Channel = {
        ...channel,
        onMessage: (listener) =>
          channel.onMessage((message) => {
            heard.push(message);
            listener(message);
          }),
      };
      serveConnector(watched, connector, 'connector');
    });
  return { deps, own, heard };
}

function follow(deps: ReturnType<ReturnType<typeof shop>['deps']>) {
  const seen: { now?: Snapshot; isFollowing?: boolean } = {};
  let look = () => {};
  followOwner(
    deps,
    {
      onSnapshot: (now) => {
        seen.now = now;
      },
      onFollowing: (isFollowing) => {
        seen.isFollowing = isFollowing;
      },
    },
    (_ms, again) => {
      look = again;
    },
  );
  return { seen, look: () => look() };
}

test('follows the tab that drives the terminal, and each later one, and sends no call but `subscribe`', async () => {
  const { deps, own, heard } = shop();
  const first = new FakeConnector();
  own(first);
  const { seen } = follow(deps());
  await expect.poll(() => seen.now?.terminal.state).toBe('ready');
  first.show({ payment: livePayment() });
  await expect.poll(() => seen.now?.payment?.phase).toBe('customer');
  const second = new FakeConnector();
  own(second);
  await expect.poll(() => seen.now?.payment).toBe(undefined);
  second.show({ payment: livePayment({ paymentId: 'p-2' }) });
  await expect.poll(() => seen.now?.payment?.paymentId).toBe('p-2');
  expect(new Set(heard.map((message) => (message as { kind: string }).kind))).toEqual(
    new Set(['hello', 'subscribe']),
  );
  expect([...first.calls, ...second.calls]).toEqual([]);
});

test('notices that no tab drives the terminal, and never takes its lock', async () => {
  const { deps } = shop();
  const { seen, look } = follow(deps());
  // Another file of tests may hold the lock of this origin for a moment.
  await expect
    .poll(() => {
      look();
      return seen.isFollowing;
    })
    .toBe(false);
  let release = () => {};
  const released = navigator.locks.request(
    ownerLock,
    { ifAvailable: true },
    (lock) =>
      new Promise<boolean>((resolve) => {
        release = () => resolve(lock !== null);
      }),
  );
  await expect
    .poll(() => {
      look();
      return seen.isFollowing;
    })
    .toBe(true);
  release();
  expect(await released).toBe(true);
  await expect
    .poll(() => {
      look();
      return seen.isFollowing;
    })
    .toBe(false);
});
