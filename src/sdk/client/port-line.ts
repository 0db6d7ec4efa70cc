import type { Line } from './till-line.ts';

/** A line over a MessagePort. Browsers since Chrome 122 tell that its other end is gone. */
export function portLine(port: MessagePort): Line & { lose(reason: string): void } {
  let closed: ((reason: string) => void) | undefined;
  const lose = (reason: string) => {
    closed?.(reason);
    closed = undefined;
    port.close();
  };
  port.addEventListener('close', () => lose('its page is gone'));
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      port.addEventListener('message', ({ data }) => listener(data));
      port.start();
    },
    onClose(listener) {
      closed = listener;
    },
    close: () => lose('this page has parted from it'),
    lose,
  };
}
