/** A two-way line for whole messages: a MessagePort, a WebSocket, or two ends in memory. */
export interface Channel {
  /** Messages are plain data. Sending on a closed channel does nothing: `onClose` has told. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}
