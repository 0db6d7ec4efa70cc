/** A two-way line for whole messages: a MessagePort, a WebSocket, or two ends in memory. */
export interface Channel {
  /** Messages are plain data. Sending on a closed channel does nothing: `onClose` has told. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/** The other tabs of this program in this browser. One of them owns the terminal, the rest work through it. */
export interface Tabs {
  /** This tab owns the terminal from now on. Each tab that works through it gets a channel, handed to `serve`. */
  own(serve: (channel: Channel) => void): void;
  /** Calls back with a way to the owner, now if there is one and whenever another tab has become it. */
  onOwner(listener: (open: () => Channel) => void): void;
}
