import { expect, test } from 'vitest';
import type { Snapshot } from '../../../src/core/connector-api/snapshot.ts';
import { askBeforeLeaving } from '../../../src/pwa/page/page-effects.ts';
import { calmSnapshot, FakeConnector } from '../../ui/helpers/fake-connector.ts';
import { livePayment } from '../../ui/helpers/sample-rows.ts';

/** A page that counts its listeners, as the browser does before it keeps a page in the back/forward cache. */
function fakePage() {
  const listeners = new Set<(event: BeforeUnloadEvent) => void>();
  return {
    listeners,
    addEventListener: (_: string, listener: (event: BeforeUnloadEvent) => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: (event: BeforeUnloadEvent) => void) =>
      listeners.delete(listener),
    /** Closes the page. True if the browser would ask first. */
    close(): boolean {
      let asks = false;
      const preventDefault = () => {
        asks = true;
      };
      for (const listener of listeners) listener({ preventDefault } as BeforeUnloadEvent);
      return asks;
    },
  };
}

const outbox = (pending: number, parked: number) => ({ pending, parked });
const running = livePayment({ phase: 'customer' });

test.each<[string, Partial<Snapshot>, boolean]>([
  ['no payment runs and every notification is delivered', {}, false],
  ['a notification is pending', { outbox: outbox(1, 0) }, true],
  ['a notification is parked', { outbox: outbox(0, 1) }, true],
  ['a payment runs', { payment: running }, true],
  ['the last payment is finished', { payment: livePayment({ phase: 'finished' }) }, false],
  ['another tab owns the terminal', { owner: false, payment: running, outbox: outbox(2, 1) }, false],
])(
  '%s: the page has its listener only if the browser must ask before it closes the page',
  (_, change, asks) => {
    const connector = new FakeConnector(calmSnapshot(change));
    const ours = fakePage();
    askBeforeLeaving(connector, ours);
    expect(ours.listeners.size).toBe(asks ? 1 : 0);
    expect(ours.close()).toBe(asks);
  },
);

test('adds the listener once, and removes it when no payment runs and no notification is pending', () => {
  const connector = new FakeConnector();
  const ours = fakePage();
  askBeforeLeaving(connector, ours);
  connector.show({ payment: running });
  connector.show({ payment: running, outbox: outbox(1, 0) });
  expect(ours.listeners.size).toBe(1);
  connector.show({ payment: livePayment({ phase: 'finished' }), outbox: outbox(1, 0) });
  expect(ours.listeners.size).toBe(1);
  connector.show({ outbox: outbox(0, 0) });
  expect(ours.listeners.size).toBe(0);
});

test('the browser asks while something typed is not saved, and not afterwards', () => {
  const ours = fakePage();
  const leaving = askBeforeLeaving(new FakeConnector(), ours);
  expect([leaving.hasUnsaved, ours.close()]).toEqual([false, false]);
  leaving.setUnsaved(true);
  expect([leaving.hasUnsaved, ours.close()]).toEqual([true, true]);
  leaving.setUnsaved(false);
  expect(ours.listeners.size).toBe(0);
});

test('saving ends no question about a payment that runs', () => {
  const ours = fakePage();
  const leaving = askBeforeLeaving(new FakeConnector(calmSnapshot({ payment: running })), ours);
  leaving.setUnsaved(true);
  leaving.setUnsaved(false);
  expect(ours.close()).toBe(true);
});

test('the browser does not ask when the page reloads itself', () => {
  const connector = new FakeConnector(calmSnapshot({ outbox: outbox(1, 0) }));
  const ours = fakePage();
  const leaving = askBeforeLeaving(connector, ours);
  leaving.setUnsaved(true);
  leaving.stop();
  leaving.setUnsaved(true);
  connector.show({ payment: running });
  expect(ours.close()).toBe(false);
});
