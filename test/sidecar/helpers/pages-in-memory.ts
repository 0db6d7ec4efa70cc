import type { ConnectorApi } from '../../../src/core/connector-api/connector-api.ts';
import { serveConnector } from '../../../src/core/connector-api/connector-server.ts';
import type { Snapshot } from '../../../src/core/connector-api/snapshot.ts';
import type { Channel } from '../../../src/core/ports/channel.ts';
import { settings } from '../../../src/core/settings/settings.ts';
import { relayHub } from '../../../src/sidecar/page/relay-hub.ts';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { channelPair } from '../../fakes/memory-tabs.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';

/** A channel whose end can hang, like a page that the system or the browser has stopped. Messages are delayed, not lost. */
function makeHangable(inner: Channel) {
  let isHung = false;
  const delayed: (() => void)[] = [];
  const unlessHung = (act: () => void) => (isHung ? void delayed.push(act) : act());
  return {
    channel: {
      ...inner,
      post: (message: unknown) => unlessHung(() => inner.post(message)),
      onMessage: (listener: (message: unknown) => void) =>
        inner.onMessage((message) => unlessHung(() => listener(message))),
    },
    hang() {
      isHung = true;
    },
    resume() {
      isHung = false;
      for (const act of delayed.splice(0)) act();
    },
  };
}

const snapshotOf = (change: Partial<Snapshot>): Snapshot => ({
  version: 'test',
  environment: 'dev',
  owner: true,
  simulated: { terminal: true, gateway: true },
  terminal: { state: 'ready', seenAt: 0, description: 'a fake', simulated: true },
  payments: [],
  notifications: [],
  alarms: [],
  outbox: { pending: 0, parked: 0 },
  sidecar: 'connected',
  ...change,
});

/** A hub in virtual time, with pages that can hang. */
export function hubInMemory() {
  const clock = new VirtualClock();
  const hub = relayHub({
    permitRefund: async () => true,
    doubtsAbout: async () => [],
    knownOrder: async () => ({ records: undefined, mayLackRecords: false, runningElsewhere: [] }),
    settings: settings.parse({ terminal: {}, hipay: {} }),
    program: 'test',
    log: silentLog(),
    recordStore: {
      keep: async () => {},
      since: async () => 0,
      onDamage: () => () => {},
      damage: () => undefined,
      acceptLoss: () => {},
    },
    clock,
    heartbeat: { everyMs: 2000, silentMs: 5000 },
  });
  const join = async (change: Partial<Snapshot> = {}, calls: Partial<ConnectorApi> = {}) => {
    const [ours, theirs] = channelPair();
    const end = makeHangable(theirs);
    const api = {
      provision: async () => ({ accepted: true }),
      findOrder: async () => null,
      subscribe: (listener: (now: Snapshot) => void) => {
        listener(snapshotOf(change));
        return () => {};
      },
      ...calls,
    };
    serveConnector(end.channel, api as ConnectorApi, 'page');
    hub.join(ours);
    await clock.advance(0);
    return { ...end, close: theirs.close };
  };
  return { clock, hub, join };
}
