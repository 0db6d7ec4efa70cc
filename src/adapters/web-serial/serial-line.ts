import type { Clock } from '../../core/ports/host.ts';
import type { LinkEvent, TerminalLine } from '../../core/ports/terminal-link.ts';

/**
 * Errors after which the browser offers a new `readable` and reading goes on. Any other error closes the line.
 */
const recoverable = new Set(['ParityError', 'FramingError', 'BreakError', 'BufferOverrunError']);

/** Time limit for `close()`, which may hang if the device is stuck. After it the line counts as closed. */
const closeLimitMs = 2000;

/** Reads and writes an open port until the port is lost or closed, and always releases every lock. */
export function openSerialLine(
  port: SerialPort,
  clock: Clock,
  onEvent: (event: LinkEvent) => void,
): TerminalLine {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let writer = port.writable?.getWriter();
  let closing: Promise<void> | undefined;
  let isReported = false;

  const reportClosed = (reason: string) => {
    if (isReported) return;
    isReported = true;
    onEvent({ kind: 'closed', reason });
  };

  const readAll = async (): Promise<string> => {
    while (port.readable && !closing) {
      reader = port.readable.getReader();
      try {
        for (;;) {
          const { value, done } = await reader.read();
          if (done) return 'closed';
          onEvent({ kind: 'bytes', bytes: value });
        }
      } catch (error) {
        const name = error instanceof DOMException ? error.name : 'Error';
        if (!recoverable.has(name)) return error instanceof Error ? error.message : name;
        onEvent({ kind: 'line-error', name });
      } finally {
        reader.releaseLock();
      }
    }
    return 'closed';
  };

  const release = async (): Promise<void> => {
    await reader?.cancel().catch(() => {});
    await reading;
    writer?.releaseLock();
    writer = undefined;
    await port.close().catch(() => {});
  };

  const close = (): Promise<void> => {
    closing ??= Promise.race([
      release(),
      new Promise<void>((resolve) => {
        clock.after(closeLimitMs, resolve);
      }),
    ]).then(() => reportClosed('closed'));
    return closing;
  };

  const reading: Promise<void> = readAll().then((reason) => {
    if (closing) return;
    // The device was lost: its locks are released, so that the next opening finds a free port.
    reportClosed(reason);
    void close();
  });

  return {
    async send(bytes) {
      if (!writer || closing) throw new Error('the line is closed');
      await writer.write(bytes);
    },
    close,
  };
}
