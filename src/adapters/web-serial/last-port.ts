import { type Likeness, likeliestFirst } from '../../core/ports/terminal-link.ts';

/** What is kept of the port beyond the life of this page. */
export interface KeptPortIds {
  readonly ids: SerialPortInfo | undefined;
  remember(ids: SerialPortInfo): void;
  forget(): void;
}

/**
 * Which of the granted ports was the terminal's. Two cables of one kind have the same USB ids, and ports without USB have
 * none: as long as the page lives, and the cable stays in, the port itself tells them apart.
 */
export class LastPort {
  #port: SerialPort | undefined;

  constructor(private readonly kept: KeptPortIds) {}

  get known(): boolean {
    return this.kept.ids !== undefined;
  }

  /** The same ports, the likeliest first. */
  first(ports: readonly SerialPort[]): SerialPort[] {
    return likeliestFirst(ports, (port) => this.likeness(port));
  }

  likeness(port: SerialPort): Likeness {
    if (port === this.#port) return 'known';
    const { ids } = this.kept;
    const { usbVendorId, usbProductId } = port.getInfo();
    return ids && usbVendorId === ids.usbVendorId && usbProductId === ids.usbProductId ? 'alike' : 'other';
  }

  remember(port: SerialPort): void {
    this.#port = port;
    this.kept.remember(port.getInfo());
  }

  /** Opened on trial: where no terminal was ever known, its kind is kept, so that it is missed when its cable is pulled. */
  opened(port: SerialPort): void {
    if (!this.known) this.kept.remember(port.getInfo());
  }

  forget(): void {
    this.#port = undefined;
    this.kept.forget();
  }
}
