import type { Clock } from '../core/ports/clock.ts';
import type { GrantedDevice, LinkOpening, TerminalLink } from '../core/ports/terminal-link.ts';
import type { TerminalLamp } from '../core/relay/snapshot.ts';
import type { LinkTimers, Settings } from '../core/settings/settings.ts';
import type { DeviceHeard } from '../core/terminal/device-choice.ts';
import { chooseDevice } from './choose-device.ts';
import { DeviceLine, type LineOutside } from './device-line.ts';
import { devicesTold } from './devices-told.ts';

export type TerminalSettings = Pick<Settings['terminal'], 'serial' | 'timers'>;

/** What one try to reach the terminal came to. */
export interface OpenedDevice {
  /** Undefined: not one could be opened, `refusal` says why; without it the try was stopped. */
  readonly line?: DeviceLine;
  readonly refusal?: LinkOpening & { ok: false };
  /** Absent where there was nothing to choose from: nobody was asked yet. */
  readonly heard?: DeviceHeard | undefined;
  readonly among?: TerminalLamp['among'];
  /** There was more than one device. */
  readonly several: boolean;
}

/** Opens the way to the terminal: the only device there is, or of several the one that answers. */
export class DeviceOpening {
  readonly #closing = new Set<Promise<void>>();

  constructor(
    private readonly link: TerminalLink,
    private readonly clock: Clock,
    private readonly terminal: TerminalSettings,
    private readonly outside: LineOutside,
  ) {}

  async open(signal: AbortSignal): Promise<OpenedDevice> {
    await this.settled();
    const devices = (await this.link.granted?.()) ?? [];
    if (signal.aborted) return { several: false };
    return devices.length > 1 ? this.#openOneOf(devices, signal) : this.#openOnly(devices[0]);
  }

  /** The line is not needed any more: its device is free again once `settled`. */
  giveUp(line: DeviceLine): void {
    const closing = line
      .close()
      .catch(() => {})
      .finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  async settled(): Promise<void> {
    await Promise.all(this.#closing);
  }

  async #openOnly(device: GrantedDevice | undefined): Promise<OpenedDevice> {
    const line = this.#lineTo(this.terminal.timers, device);
    const refusal = await line.open((onEvent) =>
      device ? device.open(this.terminal.serial, onEvent) : this.link.open(onEvent),
    );
    return refusal ? { refusal, several: false } : { line, several: false };
  }

  async #openOneOf(devices: readonly GrantedDevice[], signal: AbortSignal): Promise<OpenedDevice> {
    const chosen = await chooseDevice(devices, {
      clock: this.clock,
      ...this.terminal,
      line: (timers, device) => this.#lineTo(timers, device),
      giveUp: (line) => this.giveUp(line),
      signal,
    });
    if (signal.aborted) return { several: true };
    const { line, heard, refusal, choice, place } = chosen;
    const among = devicesTold(devices, choice, place);
    const told = { several: true, ...(among && { among }) };
    if (line) return { line, heard, ...told };
    return { refusal: refusal ?? { ok: false, failure: 'away', detail: '' }, ...told };
  }

  #lineTo(timers: LinkTimers, device: GrantedDevice | undefined): DeviceLine {
    return new DeviceLine(this.outside, this.clock, timers, () => device?.choose());
  }
}
