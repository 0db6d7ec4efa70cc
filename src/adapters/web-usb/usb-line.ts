import type { Clock } from '../../core/ports/host.ts';
import type { LinkEvent, TerminalLine } from '../../core/ports/terminal-link.ts';
import { type CdcAcmParts, setControlLines } from './cdc-acm.ts';

/** Time limit for one step. Without it, a control transfer to a stuck device may never end; Linux ends it after 5 s. */
const stepLimitMs = 1000;

/** Waits for a step that may fail or hang, and always resolves. */
export function waitAtMost(clock: Clock, step: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const stop = clock.after(stepLimitMs, resolve);
    const done = () => {
      stop();
      resolve();
    };
    step.then(done, done);
  });
}

/**
 * Releases the claimed interfaces of a device, then closes it. The interfaces are released one by one, because `close`
 * resolves before the operating system has released them. The control interface is the last one: when it is released,
 * the operating system attaches its own driver again, and that driver needs both interfaces.
 */
export async function releaseDevice(device: USBDevice, parts: CdcAcmParts, clock: Clock): Promise<void> {
  for (const number of new Set([parts.dataInterface, parts.controlInterface])) {
    await waitAtMost(clock, device.releaseInterface(number));
  }
  await waitAtMost(clock, device.close());
}

/** Number of faults in a row after which the line ends. */
const maxFaultsInARow = 10;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Reads and writes a device with claimed interfaces until it is lost or closed, and always releases it. */
export function openUsbLine(
  device: USBDevice,
  parts: CdcAcmParts,
  clock: Clock,
  onEvent: (event: LinkEvent) => void,
): TerminalLine {
  let closing: Promise<void> | undefined;
  let sending: Promise<void> = Promise.resolve();
  let isOver = false;
  let isReported = false;

  const report = (event: LinkEvent) => {
    if (isReported) return;
    isReported = event.kind === 'closed';
    onEvent(event);
  };

  const release = async (): Promise<void> => {
    // Clears the control lines, as a serial driver does, so that the terminal sees that the host has disconnected.
    await waitAtMost(clock, setControlLines(device, parts.controlInterface, false));
    await releaseDevice(device, parts, clock);
    report({ kind: 'closed', reason: 'closed' });
  };
  const close = (): Promise<void> => {
    isOver = true;
    closing ??= release();
    return closing;
  };
  const lose = (reason: string) => {
    if (isOver) return;
    isOver = true;
    // Reports the loss later, because the caller must get the line from `open` first.
    clock.after(0, () => {
      report({ kind: 'closed', reason });
      void close();
    });
  };

  const readAll = async (): Promise<void> => {
    for (let faults = 0; faults < maxFaultsInARow; ) {
      if (isOver) return;
      // Reads one packet per transfer. A longer transfer ends only with a short packet. Some devices send no empty
      // packet after an answer that fills its last packet. Such an answer would arrive only with the next answer.
      const { data, status } = await device.transferIn(parts.inEndpoint, parts.inPacketSize);
      if (data && data.byteLength > 0) {
        report({ kind: 'bytes', bytes: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) });
      }
      faults = status === 'ok' ? 0 : faults + 1;
      if (status === 'ok') continue;
      report({ kind: 'line-error', name: status });
      await device.clearHalt('in', parts.inEndpoint);
    }
    lose('the device only stalls');
  };
  readAll().catch((error) => lose(reasonOf(error)));

  const write = async (bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    for (let left = bytes; left.length > 0; ) {
      if (isOver) throw new Error('the line is closed');
      const { status, bytesWritten } = await device.transferOut(parts.outEndpoint, left);
      if (status !== 'ok' || !bytesWritten) {
        // Without this call, the endpoint would still be halted when the device is opened again.
        await waitAtMost(clock, device.clearHalt('out', parts.outEndpoint));
        throw new Error(`the device takes no bytes (${status})`);
      }
      left = left.subarray(bytesWritten);
    }
  };

  return {
    async send(bytes) {
      if (isOver) throw new Error('the line is closed');
      const copy = Uint8Array.from(bytes);
      const sent = sending.then(() => write(copy));
      sending = sent.catch((error) => lose(reasonOf(error)));
      return sent;
    },
    close,
  };
}
