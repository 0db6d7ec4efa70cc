import { closeSync, constants, openSync } from 'node:fs';
import { ReadStream, WriteStream } from 'node:tty';
import { SerialPort } from 'serialport';

/** An open device, independent of the library that opened it. */
export interface OpenLine {
  write(bytes: Uint8Array): void;
  onBytes(listener: (bytes: Uint8Array) => void): void;
  close(): Promise<void>;
}

/** Node's own terminal streams: no native add-on. */
export async function plainTty(path: string): Promise<OpenLine> {
  const fd = openSync(path, constants.O_RDWR | constants.O_NOCTTY);
  const reading = new ReadStream(fd);
  reading.setRawMode(true);
  const out = openSync(path, constants.O_RDWR | constants.O_NOCTTY);
  const writing = new WriteStream(out);
  return {
    write: (bytes) => void writing.write(bytes),
    onBytes: (listener) => void reading.on('data', listener),
    async close() {
      reading.destroy();
      writing.destroy();
      for (const one of [fd, out]) {
        try {
          closeSync(one);
        } catch {
          // The stream has already closed it.
        }
      }
    },
  };
}

/** The usual library for Node. */
export async function serialPort(path: string): Promise<OpenLine> {
  const port = new SerialPort({
    path,
    baudRate: 9600,
    dataBits: 7,
    parity: 'even',
    stopBits: 1,
    lock: false,
    autoOpen: false,
  });
  await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())));
  return {
    write: (bytes) => void port.write(Buffer.from(bytes)),
    onBytes: (listener) => void port.on('data', listener),
    close: () => new Promise((resolve) => port.close(() => resolve())),
  };
}
