import { closeListeners } from '../../core/close-listeners.ts';
import { parseJson } from '../../core/parse-json.ts';
import type { Channel } from '../../core/ports/channel.ts';
import type { Clock } from '../../core/ports/host.ts';

export interface SidecarSocketDeps {
  readonly url: string;
  readonly clock: Clock;
  /**
   * Resolves with true if the sidecar answers plain HTTP. A refused WebSocket alone does not show whether the page is
   * not paired or the sidecar does not run.
   */
  isAlive(): Promise<boolean>;
  /** Called with each new channel to the sidecar; serves the connector on it. */
  onConnected(channel: Channel): void;
  /** Called with the state after each connection, each loss and each failed attempt. `not-paired`: the sidecar runs, but has refused this page. */
  onState(state: 'connected' | 'away' | 'not-paired'): void;
}

const retryDelaysMs = [200, 500, 1000, 2000, 5000];

/**
 * Keeps a WebSocket to the sidecar open. The page opens it, because a browser accepts no connections. After a loss it
 * reconnects by itself after a delay. `reconnect` connects at once, e.g. after pairing.
 */
export class SidecarSocket {
  #socket: WebSocket | undefined;
  #failures = 0;
  #hasLongestDelay = false;
  #stopTimer = () => {};
  #isStopped = false;

  constructor(private readonly deps: SidecarSocketDeps) {}

  reconnect(): void {
    this.#stopTimer();
    this.#failures = 0;
    this.#socket?.close();
    this.#open();
  }

  /** Makes the next connection wait for the longest delay. Call this if the sidecar refuses this page. */
  slowDown(): void {
    this.#hasLongestDelay = true;
  }

  stop(): void {
    this.#isStopped = true;
    this.#stopTimer();
    this.#socket?.close();
  }

  #open(): void {
    const socket = new WebSocket(this.deps.url);
    this.#socket = socket;
    this.#hasLongestDelay = false;
    let wasOpen = false;
    socket.addEventListener('open', () => {
      wasOpen = true;
      if (this.#socket !== socket) return;
      this.deps.onState('connected');
      this.deps.onConnected(socketChannel(socket, () => (this.#failures = 0)));
    });
    socket.addEventListener('close', async () => {
      const isNotPaired = !wasOpen && (await this.deps.isAlive());
      // `reconnect` has replaced this socket.
      if (this.#socket !== socket || this.#isStopped) return;
      this.deps.onState(isNotPaired ? 'not-paired' : 'away');
      const last = retryDelaysMs.length - 1;
      const delay = retryDelaysMs[this.#hasLongestDelay ? last : Math.min(this.#failures++, last)] ?? 5000;
      this.#stopTimer = this.deps.clock.after(delay, () => this.#open());
    });
  }
}

/** Sends and receives messages as JSON texts. Drops a received message that is not JSON. */
function socketChannel(socket: WebSocket, onReceived: () => void): Channel {
  const closing = closeListeners();
  socket.addEventListener('close', closing.end);
  return {
    post(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage(listener) {
      socket.addEventListener('message', ({ data }) => {
        const message = parseJson(data);
        if (message === undefined) return;
        onReceived();
        listener(message);
      });
    },
    onClose: closing.add,
    close: () => socket.close(),
  };
}
