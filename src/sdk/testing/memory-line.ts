import type { Channel } from '../../core/ports/channel.ts';
import type { Line } from '../client/till-line.ts';

export interface MemoryLine {
  readonly till: Line;
  readonly connector: Channel;
  /** The connector's end goes, as when its window is closed. */
  cut(reason: string): void;
}

/** Two ends in memory. Messages are copied and come later, as over a MessagePort. */
export function memoryLine(): MemoryLine {
  let toTill: ((message: unknown) => void) | undefined;
  let toConnector: ((message: unknown) => void) | undefined;
  let tillHears: ((reason: string) => void) | undefined;
  let connectorHears: (() => void) | undefined;
  let open = true;
  const later = (message: unknown, listener: () => ((message: unknown) => void) | undefined) => {
    if (!open) return;
    const copy = structuredClone(message);
    queueMicrotask(() => open && listener()?.(copy));
  };
  const end = (reason: string) => {
    if (!open) return;
    open = false;
    connectorHears?.();
    tillHears?.(reason);
  };
  return {
    till: {
      post: (message) => later(message, () => toConnector),
      onMessage: (listener) => {
        toTill = listener;
      },
      onClose: (listener) => {
        tillHears = listener;
      },
      close: () => end('this page has parted from it'),
    },
    connector: {
      post: (message) => later(message, () => toTill),
      onMessage: (listener) => {
        toConnector = listener;
      },
      onClose: (listener) => {
        connectorHears = listener;
      },
      close: () => end('the connector has gone'),
    },
    cut: end,
  };
}
