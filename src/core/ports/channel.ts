/** A two-way connection for whole messages: a MessagePort, a WebSocket, or a connected pair in memory. */
export interface Channel {
  /** Sends plain data. On a closed channel it does nothing, because `onClose` has already reported the end. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Calls back once when the channel has ended; a moment later if it has ended before. */
  onClose(listener: () => void): void;
  close(): void;
}

/** The other tabs of this connector in this browser. One tab owns the terminal; the others work through it. */
export interface Tabs {
  /** Makes this tab the owner of the terminal. `serve` gets a channel from each tab that works through it. */
  own(serve: (channel: Channel) => void): void;
  /**
   * Calls back with a function that opens a channel to the owner: at once if there is one, and each time another tab
   * becomes the owner.
   */
  onOwner(listener: (open: () => Channel) => void): void;
}

/** The writes of another context of this browser that shares the storage: the service worker delivers notifications. */
export interface WrittenElsewhere {
  /** Calls back with the ids of the notifications that were written. */
  onWritten(listener: (entryIds: readonly string[]) => void): void;
}
