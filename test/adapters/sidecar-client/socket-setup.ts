import { onTestFinished, vi } from 'vitest';
import { SidecarSocket } from '../../../src/adapters/sidecar-client/sidecar-socket.ts';
import type { Channel } from '../../../src/core/ports/channel.ts';
import { BrowserWebSocket } from '../../fakes/browser-web-socket.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';

type State = 'connected' | 'away' | 'not-paired';

/** Keeps all values in order; next() waits for the next one. */
function recordValues<T>() {
  const all: T[] = [];
  const waiting: ((value: T) => void)[] = [];
  let taken = 0;
  return {
    all,
    tell(value: T) {
      all.push(value);
      const next = waiting.shift();
      if (next) {
        taken++;
        next(value);
      }
    },
    next: () =>
      new Promise<T>((resolve) => {
        if (taken < all.length) resolve(all[taken++] as T);
        else waiting.push(resolve);
      }),
  };
}

/** The page's socket over the `ws` package. */
export function socketSetup(url: string) {
  vi.stubGlobal('WebSocket', BrowserWebSocket);
  const clock = new VirtualClock();
  const states = recordValues<State>();
  const channels = recordValues<Channel>();
  const socket = new SidecarSocket({
    url,
    clock,
    isAlive: () =>
      fetch(url.replace('ws:', 'http:')).then(
        () => true,
        () => false,
      ),
    onConnected: (channel) => channels.tell(channel),
    onState: (state) => states.tell(state),
  });
  onTestFinished(() => {
    socket.stop();
    vi.unstubAllGlobals();
  });
  return { clock, states, channels, socket };
}
