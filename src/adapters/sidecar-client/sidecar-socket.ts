import { parseJson } from '../../core/parse-json.ts';
import type { Channel } from '../../core/ports/channel.ts';
import type { Clock } from '../../core/ports/host.ts';

export interface SidecarSocketDeps {
  readonly url: string;
  readonly clock: Clock;
  /**
   * True if the sidecar answers plain HTTP. A refused WebSocket alone does not distinguish "not paired" from "not
   * there".
   */
  alive(): Promise<boolean>;
  /** Takes a new channel to the sidecar, to serve the connector on it. */
  connected(channel: Channel): void;
  /** `not-paired`: the sidecar runs and refused this page. */
  state(state: 'connected' | 'away' | 'not-paired'): void;
}

const retryDelaysMs = [200, 500, 1000, 2000, 5000];

/**
 * Keeps a WebSocket to the sidecar open. The page connects, because a browser accepts no connections. It reconnects
 * after a restart of the sidecar; `reconnect` tries at once, after pairing.
 */
export class SidecarSocket {
  #socket: WebSocket | undefined;
  #failures = 0;
  #stopTimer = () => {};
  #stopped = false;

  constructor(private readonly deps: SidecarSocketDeps) {}

  reconnect(): void {
    this.#stopTimer();
    this.#failures = 0;
    this.#socket?.close();
    this.#open();
  }

  stop(): void {
    this.#stopped = true;
    this.#stopTimer();
    this.#socket?.close();
  }

  #open(): void {
    const socket = new WebSocket(this.deps.url);
    this.#socket = socket;
    let wasOpen = false;
    socket.addEventListener('open', () => {
      wasOpen = true;
      if (this.#socket !== socket) return;
      this.deps.state('connected');
      this.deps.connected(socketChannel(socket, () => (this.#failures = 0)));
    });
    socket.addEventListener('close', async () => {
      const notPaired = !wasOpen && (await this.deps.alive());
      // `reconnect` has replaced this socket.
      if (this.#socket !== socket || this.#stopped) return;
      this.deps.state(notPaired ? 'not-paired' : 'away');
      const delay = retryDelaysMs[Math.min(this.#failures++, retryDelaysMs.length - 1)] ?? 5000;
      this.#stopTimer = this.deps.clock.after(delay, () => this.#open());
    });
  }
}

/** Messages are JSON texts; other messages are dropped. */
function socketChannel(socket: WebSocket, heard: () => void): Channel {
  return {
    post(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage(listener) {
      socket.addEventListener('message', ({ data }) => {
        const message = parseJson(data);
        if (message === undefined) return;
        heard();
        listener(message);
      });
    },
    onClose: (listener) => socket.addEventListener('close', () => listener()),
    close: () => socket.close(),
  };
}
