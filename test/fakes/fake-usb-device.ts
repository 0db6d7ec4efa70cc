import { terminalConfiguration } from './cdc-acm-configuration.ts';

interface Ids {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string;
}

interface Pending {
  readonly length: number;
  resolve(result: USBInTransferResult): void;
  reject(error: DOMException): void;
}

const packetSize = 64;
const error = (name: string, message: string) => new DOMException(message, name);
const gone = () => error('NotFoundError', 'The device was disconnected.');

/** The steps of a device that a test can block forever. */
type Step = 'controlTransferOut' | 'transferOut' | 'releaseInterface' | 'close';

/** One CDC-ACM device behind WebUSB, as Chromium shows it. Without DTR it sends nothing and drops its bytes. */
export class FakeUsbDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber: string | undefined;
  readonly productName = 'Terminal';
  configurations = [terminalConfiguration()];
  configuration: USBConfiguration | null = this.configurations[0] ?? null;
  opened = false;
  connected = true;
  /** The calls to the device, in order: `claim 0`, `0x22 3`, `release 1`, `close` ... */
  readonly done: string[] = [];
  readonly heard: number[] = [];
  lineCoding: number[] = [];
  dtr = false;
  onBytes: (bytes: Uint8Array) => void = () => {};
  /** Steps that fail from now on. */
  readonly refusals = new Map<'open' | 'claimInterface', DOMException>();
  /** Steps that never end from now on. */
  readonly stuck = new Set<Step>();
  /** False if the device rejects requests to its control interface. */
  knowsRequests = true;
  /** True if a policy grants the device: the page cannot revoke it. */
  byPolicy = false;
  onForgotten = () => {};
  /** The number of bytes that each of the next transfers accepts. */
  takes: number[] = [];
  #claimed = new Set<number>();
  #halted = new Set<USBDirection>();
  #faults: USBTransferStatus[] = [];
  #packets: Uint8Array<ArrayBuffer>[] = [];
  #pending: Pending | undefined;
  #stuckSteps = new Set<(error: DOMException) => void>();

  constructor({ vendorId, productId, serialNumber }: Ids) {
    this.vendorId = vendorId;
    this.productId = productId;
    this.serialNumber = serialNumber;
  }

  async forget(): Promise<void> {
    if (!this.byPolicy) this.onForgotten();
  }

  async open(): Promise<void> {
    if (!this.connected) throw gone();
    const refusal = this.refusals.get('open');
    if (refusal) throw refusal;
    this.opened = true;
  }

  async close(): Promise<void> {
    if (!this.connected) throw gone();
    this.done.push('close');
    await this.#hold('close');
    this.#end(error('AbortError', 'The transfer was cancelled.'));
  }

  async selectConfiguration(value: number): Promise<void> {
    this.#mustBeOpen();
    this.done.push(`configuration ${value}`);
    this.configuration =
      this.configurations.find(({ configurationValue }) => configurationValue === value) ?? null;
  }

  async claimInterface(number: number): Promise<void> {
    this.#mustBeOpen();
    const refusal = this.refusals.get('claimInterface');
    if (refusal) throw refusal;
    this.done.push(`claim ${number}`);
    this.#claimed.add(number);
  }

  async releaseInterface(number: number): Promise<void> {
    this.#mustBeOpen();
    this.done.push(`release ${number}`);
    await this.#hold('releaseInterface');
    this.#claimed.delete(number);
  }

  async controlTransferOut(
    { request, value, index }: USBControlTransferParameters,
    data?: BufferSource,
  ): Promise<USBOutTransferResult> {
    this.#mustBeOpen();
    if (!this.#claimed.has(index)) throw error('NotFoundError', 'The specified interface was not claimed.');
    this.done.push(`0x${request.toString(16)} ${value}`);
    await this.#hold('controlTransferOut');
    if (!this.knowsRequests) return { status: 'stall', bytesWritten: 0 } as USBOutTransferResult;
    if (request === 0x20) this.lineCoding = [...(data as Uint8Array)];
    if (request === 0x22) this.#setDtr((value & 1) === 1);
    return { status: 'ok', bytesWritten: data?.byteLength ?? 0 } as USBOutTransferResult;
  }

  transferIn(_endpoint: number, length: number): Promise<USBInTransferResult> {
    return new Promise((resolve, reject) => {
      try {
        this.#mustBeOpen();
      } catch (notOpen) {
        reject(notOpen);
        return;
      }
      this.#pending = { length, resolve, reject };
      this.#pump();
    });
  }

  async transferOut(_endpoint: number, data: BufferSource): Promise<USBOutTransferResult> {
    this.#mustBeOpen();
    await this.#hold('transferOut');
    if (this.#halted.has('out')) return { status: 'stall', bytesWritten: 0 } as USBOutTransferResult;
    const taken = (data as Uint8Array).slice(0, this.takes.shift());
    this.heard.push(...taken);
    this.onBytes(taken);
    return { status: 'ok', bytesWritten: taken.length } as USBOutTransferResult;
  }

  async clearHalt(direction: USBDirection): Promise<void> {
    this.#mustBeOpen();
    this.done.push(`clear ${direction}`);
    this.#halted.delete(direction);
  }

  /** Sends bytes of the device. */
  say(...bytes: number[]): void {
    if (!this.dtr) return;
    for (let at = 0; at < bytes.length; at += packetSize) {
      this.#packets.push(Uint8Array.from(bytes.slice(at, at + packetSize)));
    }
    this.#pump();
  }

  /** Sets the results of the next transfers in. A stalled endpoint stalls until it is cleared. */
  fault(...faults: USBTransferStatus[]): void {
    this.#faults.push(...faults);
    this.#pump();
  }

  haltOut(): void {
    this.#halted.add('out');
  }

  /** Ends the transfer with an error that is neither a stall nor a loss. */
  breakTransfer(): void {
    this.#pending?.reject(error('NetworkError', 'A transfer error has occurred.'));
    this.#pending = undefined;
  }

  vanish(): void {
    this.connected = false;
    this.#end(gone());
  }

  /** The device, typed for the adapter. */
  get device(): USBDevice {
    return this as unknown as USBDevice;
  }

  /** True if the device is not open and no interface is claimed. */
  get free(): boolean {
    return !this.opened && this.#claimed.size === 0;
  }

  #mustBeOpen(): void {
    if (!this.connected) throw gone();
    if (!this.opened) throw error('InvalidStateError', 'The device must be opened first.');
  }

  #setDtr(on: boolean): void {
    this.dtr = on;
    if (!on) this.#packets = [];
  }

  #hold(step: Step): Promise<void> | undefined {
    if (!this.stuck.has(step)) return undefined;
    return new Promise((_, reject) => this.#stuckSteps.add(reject));
  }

  #pump(): void {
    const pending = this.#pending;
    if (!pending) return;
    const fault = this.#halted.has('in') ? 'stall' : this.#faults.shift();
    const bytes = fault ? [] : this.#fetch(pending.length);
    if (!bytes) return;
    this.#pending = undefined;
    if (fault === 'stall') this.#halted.add('in');
    const data = fault ? undefined : new DataView(Uint8Array.from(bytes).buffer);
    pending.resolve({ status: fault ?? 'ok', data } as USBInTransferResult);
  }

  /** A transfer ends when it is full, or with a short packet. This device sends no empty packet to end one. */
  #fetch(length: number): number[] | undefined {
    const short = this.#packets.findIndex((packet) => packet.length < packetSize);
    const full = length / packetSize;
    const count = short >= 0 && short < full ? short + 1 : full;
    if (this.#packets.length < count) return undefined;
    return this.#packets.splice(0, count).flatMap((packet) => [...packet]);
  }

  #end(reason: DOMException): void {
    this.opened = false;
    this.#claimed.clear();
    this.#setDtr(false);
    this.#pending?.reject(reason);
    this.#pending = undefined;
    for (const reject of this.#stuckSteps) reject(reason);
    this.#stuckSteps.clear();
  }
}
