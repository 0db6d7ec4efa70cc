import { createServer, type Socket } from 'node:net';

// The device's side of usbshim.c: each usbfs ioctl of the browser is a message here. All numbers are little-endian.

const messageKind = { submit: 1, discard: 2, control: 3 } as const;
const headSize = 24;
/** USBDEVFS_URB_TYPE_CONTROL of linux/usbdevice_fs.h. */
const urbControl = 2;
const directionIn = 0x80;
/** The errno of a failed transfer. */
export const transferError = { stall: -32, babble: -75, protocol: -71 } as const;

export interface ControlRequest {
  readonly requestType: number;
  readonly request: number;
  readonly value: number;
  readonly index: number;
  readonly data: Uint8Array;
}

export interface UsbBehavior {
  /** Called when the page writes to a bulk endpoint. */
  out(bytes: Uint8Array): void;
  control(request: ControlRequest): void;
  /** Called with an ioctl of the device: 15 claims, 16 releases, 21 clears a halt, 22 and 23 detach and attach a driver. */
  ioctl(number: number, argument: number): void;
  opened(): void;
  closed(): void;
}

interface WaitingTransfer {
  readonly id: number;
  readonly endpoint: number;
  readonly want: number;
}

/** The device between one open and the next close by the browser. */
class UsbSession {
  #input = Buffer.alloc(0);
  #waiting: WaitingTransfer[] = [];

  constructor(
    private readonly socket: Socket,
    private readonly behavior: UsbBehavior,
    /** Called when the browser requests bytes. */
    private readonly onWaiting: () => void,
  ) {
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
  }

  /** Removes and returns the transfer that waits for bytes of this endpoint. */
  take(endpoint: number): WaitingTransfer | undefined {
    const found = this.#waiting.find((each) => each.endpoint === endpoint);
    this.#waiting = this.#waiting.filter((each) => each !== found);
    return found;
  }

  finish(id: number, data: Uint8Array, { status = 0, actual = data.length } = {}): void {
    const head = Buffer.alloc(16);
    head.writeUInt32LE(id, 0);
    head.writeInt32LE(status, 4);
    head.writeUInt32LE(actual, 8);
    head.writeUInt32LE(data.length, 12);
    this.socket.write(Buffer.concat([head, data]));
  }

  #read(chunk: Buffer): void {
    this.#input = Buffer.concat([this.#input, chunk]);
    while (this.#input.length >= headSize) {
      const size = headSize + this.#input.readUInt32LE(20);
      if (this.#input.length < size) return;
      const message = this.#input.subarray(0, size);
      this.#input = this.#input.subarray(size);
      this.#handle(message);
    }
  }

  #handle(message: Buffer): void {
    const [kind, id = 0, endpoint = 0, type = 0, want = 0] = [0, 4, 8, 12, 16].map((at) =>
      message.readUInt32LE(at),
    );
    if (kind === messageKind.control) this.behavior.ioctl(type, endpoint);
    else if (kind === messageKind.discard) this.#waiting = this.#waiting.filter((each) => each.id !== id);
    else this.#submit({ id, endpoint, want }, type, message.subarray(headSize));
  }

  #submit(transfer: WaitingTransfer, type: number, data: Buffer): void {
    if (type === urbControl) {
      this.behavior.control({
        requestType: data.readUInt8(0),
        request: data.readUInt8(1),
        value: data.readUInt16LE(2),
        index: data.readUInt16LE(4),
        data: data.subarray(8),
      });
      this.finish(transfer.id, Buffer.alloc(0), { actual: data.length - 8 });
    } else if (transfer.endpoint & directionIn) {
      this.#waiting.push(transfer);
      this.onWaiting();
    } else {
      this.finish(transfer.id, Buffer.alloc(0), { actual: data.length });
      this.behavior.out(Uint8Array.from(data));
    }
  }
}

export interface UsbDeviceServer {
  /** Sends bytes from this endpoint, one packet for each transfer of the browser. */
  send(endpoint: number, bytes: Uint8Array): void;
  /** Ends the next transfer from this endpoint with this status. */
  fault(endpoint: number, status: number): void;
  /** Drops the bytes that the browser has not fetched. */
  forget(): void;
  /** True if no bytes wait for the browser. */
  readonly fetched: boolean;
  /** Number of bytes that the browser has fetched. */
  readonly delivered: number;
  stop(): void;
}

type Outgoing = { readonly endpoint: number } & (
  | { readonly bytes: Uint8Array }
  | { readonly status: number }
);

export async function serveUsbDevice(socketPath: string, behavior: UsbBehavior): Promise<UsbDeviceServer> {
  let session: UsbSession | undefined;
  let queue: Outgoing[] = [];
  let delivered = 0;

  const pump = () => {
    for (let next = queue[0]; next; next = queue[0]) {
      const transfer = session?.take(next.endpoint);
      if (!transfer) return;
      queue.shift();
      if ('status' in next) {
        session?.finish(transfer.id, Buffer.alloc(0), { status: next.status });
        continue;
      }
      const packet = next.bytes.subarray(0, transfer.want);
      session?.finish(transfer.id, packet);
      delivered += packet.length;
      const rest = next.bytes.subarray(transfer.want);
      if (rest.length > 0) queue.unshift({ endpoint: next.endpoint, bytes: rest });
    }
  };

  const server = createServer((socket) => {
    const own = new UsbSession(socket, behavior, pump);
    session = own;
    behavior.opened();
    // The shim notices late that Chromium has closed the device, which may be open again by then.
    socket.on('close', () => {
      if (session !== own) return;
      session = undefined;
      behavior.closed();
    });
    sockets.add(socket);
  });
  const sockets = new Set<Socket>();
  await new Promise<void>((listening) => server.listen(socketPath, listening));

  return {
    send(endpoint, bytes) {
      queue.push({ endpoint, bytes });
      pump();
    },
    fault(endpoint, status) {
      queue.unshift({ endpoint, status });
      pump();
    },
    forget() {
      queue = [];
    },
    get fetched() {
      return queue.length === 0;
    },
    get delivered() {
      return delivered;
    },
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
