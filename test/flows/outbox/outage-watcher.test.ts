import { describe, expect, it } from 'vitest';
import { OutageWatcher } from '../../../src/flows/outbox/outage-watcher.ts';
import { anEntry } from '../../fakes/payment-examples.ts';
import { accepted, Backlog } from './backlog.ts';

describe('an answer 429 to a look-up', () => {
  const hour = 3_600_000;
  const watcherAfter = (ofLookUp: boolean) => {
    const { clock, storage, ids } = new Backlog([], () => accepted);
    const watcher = new OutageWatcher({ clock, outbox: storage.outbox, ids });
    watcher.forget();
    const verdict = { kind: 'later', detail: 'HTTP 429', retryAfterMs: hour } as const;
    watcher.tried(anEntry({ nextAttemptAt: hour }), { verdict, ofLookUp });
    return watcher;
  };
  it('does not pause the notifications, because another service of HiPay takes orders', () => {
    expect(watcherAfter(true).pausesBefore(undefined)).toBe(false);
    expect(watcherAfter(false).pausesBefore(undefined)).toBe(true);
  });
});
