import type { Clock } from '../../core/ports/host.ts';
import type { LinkEvent, TerminalLine } from '../../core/ports/terminal-link.ts';
import { type CdcAcmParts, setControlLines } from './cdc-acm.ts';

/** A control transfer to a device that is stuck never ends, and Linux gives it five seconds at most, too. */
const stepLimitMs = 1000;

/** Waits for a step that may fail or hang, and goes on either way. */
export function atMost(clock: Clock, step: Promise<unknown>): Promise<void> {
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
 * Gives a device back, as far as it was taken. The interfaces by name, for `close` alone resolves before the operating
 * system has let go of them; the control interface last, for a driver that the browser has put aside comes back with it
 * and wants both.
 */
export async function releaseDevice(device: USBDevice, parts: CdcAcmParts, clock: Clock): Promise<void> {
  for (const number of new Set([parts.dataInterface, parts.controlInterface])) {
    await atMost(clock, device.releaseInterface(number));
  }
  await atMost(clock, device.close());
}

/** A device that does nothing but stall is no line any more. */
const faultsInARow = 10;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Reads and writes one device whose interfaces are claimed, until it goes or is closed; gives it back whatever happens. */
export function openUsbLine(
  device: USBDevice,
  parts: CdcAcmParts,
  clock: Clock,
  onEvent: (event: LinkEvent) => void,
): TerminalLine {
  let closing: Promise<void> | undefined;
  let sending: Promise<void> = Promise.resolve();
  let over = false;
  let told = false;

  const tell = (event: LinkEvent) => {
    if (told) return;
    told = event.kind === 'closed';
    onEvent(event);
  };

  const release = async (): Promise<void> => {
    // As a serial driver does on closing: the terminal learns that nobody listens.
    await atMost(clock, setControlLines(device, parts.controlInterface, false));
    await releaseDevice(device, parts, clock);
    tell({ kind: 'closed', reason: 'closed' });
  };
  const close = (): Promise<void> => {
    over = true;
    closing ??= release();
    return closing;
  };
  const lose = (reason: string) => {
    if (over) return;
    over = true;
    // Not before `open` has resolved: whoever opens must have the line before he hears of its end.
    clock.after(0, () => {
      tell({ kind: 'closed', reason });
      void close();
    });
  };

  const readAll = async (): Promise<void> => {
    for (let faults = 0; faults < faultsInARow; ) {
      if (over) return;
      // One packet a transfer. A longer one ends only with a short packet, and not every device sends an empty one after
      // an answer that fills its packets: the last bytes of it would wait for the next.
      const { data, status } = await device.transferIn(parts.inEndpoint, parts.inPacketSize);
      if (data && data.byteLength > 0) {
        tell({ kind: 'bytes', bytes: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) });
      }
      faults = status === 'ok' ? 0 : faults + 1;
      if (status === 'ok') continue;
      tell({ kind: 'line-error', name: status });
      await device.clearHalt('in', parts.inEndpoint);
    }
    lose('the device only stalls');
  };
  readAll().catch((error) => lose(reasonOf(error)));

  const write = async (bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    for (let left = bytes; left.length > 0; ) {
      if (over) throw new Error('the line is closed');
      const { status, bytesWritten } = await device.transferOut(parts.outEndpoint, left);
      if (status !== 'ok' || !bytesWritten) {
        // Else the next opening would find the endpoint as it is now.
        await atMost(clock, device.clearHalt('out', parts.outEndpoint));
        throw new Error(`the device takes no bytes (${status})`);
      }
      left = left.subarray(bytesWritten);
    }
  };

  return {
    async send(bytes) {
      if (over) throw new Error('the line is closed');
      const copy = Uint8Array.from(bytes);
      const sent = sending.then(() => write(copy));
      sending = sent.catch((error) => lose(reasonOf(error)));
      return sent;
    },
    close,
  };
}
