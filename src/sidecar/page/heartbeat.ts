import { type CallName, type ConnectorApi, callNames } from '../../core/connector-api/connector-api.ts';
import { messageOf, type RelayMessage } from '../../core/connector-api/messages.ts';
import type { Channel } from '../../core/ports/channel.ts';
import type { Clock } from '../../core/ports/host.ts';

export interface HeartbeatTimes {
  /** Interval of the heartbeats. */
  readonly everyMs: number;
  /** Silence after which a page counts as hung. */
  readonly silentMs: number;
}

/** Shows whether a page's event loop runs. A browser answers the pings of a socket itself, also while its page hangs. */
export interface Heartbeat {
  isAnswering(): boolean;
  /** Fires when the page stops answering. A page that answers again has a new signal. */
  lostSignal(): AbortSignal;
}

const heartbeat: RelayMessage = { kind: 'heartbeat' };

/** Sends heartbeats to a page until its channel closes. Reports each change between answering and silent. */
export function watchHeartbeat(
  channel: Channel,
  clock: Pick<Clock, 'monotonic' | 'after'>,
  { everyMs, silentMs }: HeartbeatTimes,
  onChange: () => void,
): Heartbeat {
  let lost = new AbortController();
  let silenceMs = 0;
  let lastBeatAt = clock.monotonic();
  let stopTimer = () => {};
  const beat = () => {
    const now = clock.monotonic();
    // No answer could arrive while the computer slept or this program was blocked. So a longer gap counts as one interval.
    silenceMs += Math.min(now - lastBeatAt, everyMs);
    lastBeatAt = now;
    if (silenceMs >= silentMs && !lost.signal.aborted) {
      lost.abort();
      onChange();
    }
    channel.post(heartbeat);
    stopTimer = clock.after(everyMs, beat);
  };
  channel.onMessage((raw) => {
    if (!messageOf(raw, 'alive')) return;
    silenceMs = 0;
    if (!lost.signal.aborted) return;
    lost = new AbortController();
    onChange();
  });
  channel.onClose(() => stopTimer());
  beat();
  return { isAnswering: () => !lost.signal.aborted, lostSignal: () => lost.signal };
}

/** The page did not answer a call, because it hangs. It may still execute the call when it runs again. */
export class PageHangs extends Error {
  override readonly name = 'PageHangs';
  constructor() {
    super('the connector page does not answer');
  }
}

/** Ends the waits for a page that hangs: every call rejects, except a payment, which has its own limit. */
export function endWhenLost(connector: ConnectorApi, lost: () => AbortSignal): ConnectorApi {
  const untilLost = (call: Promise<unknown>) =>
    new Promise((resolve, reject) => {
      const signal = lost();
      const end = () => reject(new PageHangs());
      if (signal.aborted) end();
      else signal.addEventListener('abort', end);
      call.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
    });
  const bounded =
    (name: CallName) =>
    (...params: unknown[]) =>
      untilLost((connector[name] as (...params: unknown[]) => Promise<unknown>)(...params));
  const calls = Object.fromEntries(
    callNames.filter((name) => name !== 'takePayment').map((name) => [name, bounded(name)]),
  ) as Partial<ConnectorApi>;
  return { ...connector, ...calls };
}
