const lost = () => new DOMException('The device has been lost.', 'NetworkError');

/** The browser's errors for a port that is still connected. */
export type RecoverableName = 'ParityError' | 'FramingError' | 'BreakError' | 'BufferOverrunError';

/**
 * One serial port with real web streams, behaving as Chromium's does: a lost device errors and removes the streams, a
 * recoverable error replaces the errored `readable` by a new one, and a locked port cannot be closed.
 */
export class FakeSerialPort extends EventTarget {
  connected = true;
  readable: ReadableStream<Uint8Array> | null = null;
  writable: WritableStream<Uint8Array> | null = null;
  readonly opened: SerialOptions[] = [];
  readonly heard: number[] = [];
  /** Handles the bytes that the device receives. */
  onBytes: (bytes: Uint8Array) => void | Promise<void> = () => {};
  /** The error of the next open(). */
  refusal: DOMException | undefined;
  /** True if the driver hangs: close() never ends. */
  stuck = false;
  /** True if a policy grants the port: the page cannot revoke it. */
  byPolicy = false;
  onForgotten = () => {};
  #streams: { readonly locked: boolean }[] = [];
  #input: ReadableStreamDefaultController<Uint8Array> | undefined;
  #output: WritableStreamDefaultController | undefined;

  constructor(private readonly ids: SerialPortInfo = { usbVendorId: 0x0403, usbProductId: 0x6001 }) {
    super();
  }

  getInfo(): SerialPortInfo {
    return this.ids;
  }

  async forget(): Promise<void> {
    if (this.byPolicy) return;
    this.vanish();
    this.onForgotten();
  }

  async open(options: SerialOptions): Promise<void> {
    if (this.readable || this.writable) throw new DOMException('already open', 'InvalidStateError');
    if (this.refusal) throw this.refusal;
    if (!this.connected) throw new DOMException('Failed to open serial port.', 'NetworkError');
    this.opened.push(options);
    this.readable = this.#newReadable();
    this.writable = new WritableStream<Uint8Array>({
      start: (controller) => {
        this.#output = controller;
      },
      write: (bytes) => {
        this.heard.push(...bytes);
        return this.onBytes(bytes);
      },
    });
    this.#streams.push(this.writable);
  }

  async close(): Promise<void> {
    if (this.stuck) return new Promise<never>(() => {});
    if (this.locked) throw new TypeError('Cannot cancel a locked stream');
    await Promise.all([this.readable?.cancel(), this.writable?.abort()]);
    this.readable = null;
    this.writable = null;
  }

  /** True if a reader or writer was not released, even that of a removed stream. */
  get locked(): boolean {
    return this.#streams.some(({ locked }) => locked);
  }

  /** Sends bytes of the device. Bytes to a closed port are lost. */
  say(...bytes: number[]): void {
    this.#input?.enqueue(Uint8Array.from(bytes));
  }

  fail(name: RecoverableName): void {
    this.#input?.error(new DOMException(`the line had a ${name}`, name));
    this.readable = this.#newReadable();
  }

  /** The device is unplugged. The bus notifies the page. */
  vanish(): void {
    this.connected = false;
    if (!this.readable) return;
    this.#input?.error(lost());
    this.#output?.error(lost());
    this.#input = undefined;
    this.readable = null;
    this.writable = null;
  }

  #newReadable(): ReadableStream<Uint8Array> {
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#input = controller;
      },
      cancel: () => {
        this.#input = undefined;
      },
    });
    this.#streams.push(stream);
    return stream;
  }
}

/** `navigator.serial` with the ports that were granted. It never lists them twice in the same order. */
export class FakeSerial extends EventTarget {
  #ports: FakeSerialPort[] = [];
  listings = 0;

  async getPorts(): Promise<SerialPort[]> {
    this.listings++;
    this.#ports.reverse();
    return [...this.#ports] as unknown as SerialPort[];
  }

  /** A re-plugged device is a new port object, as in the browser. */
  plug(port: FakeSerialPort): FakeSerialPort {
    this.#ports.push(port);
    port.onForgotten = () => {
      this.#ports = this.#ports.filter((other) => other !== port);
    };
    this.#tell('connect', port);
    return port;
  }

  unplug(port: FakeSerialPort): void {
    this.#ports = this.#ports.filter((other) => other !== port);
    port.vanish();
    this.#tell('disconnect', port);
  }

  /** The bus, typed for the adapter. */
  get serial(): Serial {
    return this as unknown as Serial;
  }

  #tell(type: 'connect' | 'disconnect', port: FakeSerialPort): void {
    port.dispatchEvent(new Event(type));
    // In the browser the port's event bubbles up to `navigator.serial`.
    this.dispatchEvent(new Event(type));
  }
}
