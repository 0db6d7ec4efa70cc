import type { Clock } from '../../core/ports/host.ts';
import {
  type ForgetResult,
  type GrantedDevice,
  type LinkEvent,
  type LinkOpening,
  likeliestFirst,
  type TerminalLink,
} from '../../core/ports/terminal-link.ts';
import type { SerialSettings } from '../../core/settings/settings.ts';
import type { Likeness } from '../../core/terminal/device-choice.ts';
import { openSerialLine } from './serial-line.ts';

export interface WebSerialDeps {
  /** `navigator.serial` of the page or of a dedicated worker; undefined if the browser has none. */
  readonly serial: Serial | undefined;
  readonly clock: Clock;
  /** The port that was the terminal. It is tried first, because getPorts() has no stable order. */
  readonly last: LastPort;
}

/**
 * Web Serial: opens a port that a person or a policy has granted, without asking the user. After a re-plug the browser
 * creates a new port object, so each opening asks the browser for its ports.
 */
export function webSerialLink(settings: SerialSettings, deps: WebSerialDeps): TerminalLink {
  const { serial } = deps;
  return {
    kind: 'web-serial',
    simulated: false,
    async open(onEvent): Promise<LinkOpening> {
      if (!serial) return { ok: false, failure: 'failed', detail: 'this browser has no Web Serial' };
      // Rejects if the page may not use serial ports at all, for instance because of a permissions policy.
      const ports = await serial.getPorts().catch(readOpenError);
      if (!Array.isArray(ports)) return ports;
      if (ports.length === 0) return refuseWithoutPorts(deps.last);
      return openFirst(deps.last.likeliestFirst(ports), settings, deps, onEvent);
    },
    onChange(listener) {
      // Registers without `once`, because Chromium never calls a `once` listener of this event.
      serial?.addEventListener('connect', listener);
      return () => serial?.removeEventListener('connect', listener);
    },
    granted: () => grantedPorts(deps),
    forget: () => forgetPorts(deps),
  };
}

/**
 * Chromium does not list unplugged ports. If a port was used before, it is therefore reported as `away`: the user plugs
 * it in and need not choose it again.
 */
const refuseWithoutPorts = (last: LastPort): LinkOpening =>
  last.known
    ? { ok: false, failure: 'away', detail: 'the chosen port is unplugged' }
    : { ok: false, failure: 'not-chosen', detail: 'no serial port was granted' };

async function grantedPorts({ serial, last, clock }: WebSerialDeps): Promise<readonly GrantedDevice[]> {
  const ports = (await serial?.getPorts().catch(() => [])) ?? [];
  const pluggedIn = last.likeliestFirst(ports).filter(({ connected }) => connected !== false);
  return pluggedIn.map((port) => ({
    description: describe(port),
    likeness: last.likeness(port),
    async open(line, onEvent) {
      const opening = await openPort(port, line, clock, onEvent);
      if (opening.ok) last.onOpenedBySearch(port);
      return opening;
    },
    choose: () => last.remember(port),
  }));
}

async function forgetPorts({ serial, last }: WebSerialDeps): Promise<ForgetResult> {
  const ports = (await serial?.getPorts().catch(() => [])) ?? [];
  if (!serial || ports.length === 0) return last.known ? 'away' : 'nothing-granted';
  // Chromium before 103 does not have `forget`, although the TypeScript types declare it.
  if (!ports.every((port) => 'forget' in port)) return 'unsupported';
  await Promise.all(ports.map((port) => port.forget()));
  last.forget();
  return (await serial.getPorts()).length > 0 ? 'still-granted' : 'forgotten';
}

async function openFirst(
  ports: SerialPort[],
  settings: SerialSettings,
  deps: WebSerialDeps,
  onEvent: (event: LinkEvent) => void,
): Promise<LinkOpening> {
  let refusal: LinkOpening = { ok: false, failure: 'away', detail: 'the chosen port is unplugged' };
  for (const port of ports) {
    if (port.connected === false) continue;
    const opening = await openPort(port, settings, deps.clock, onEvent);
    if (opening.ok) {
      deps.last.remember(port);
      return opening;
    }
    refusal = opening;
  }
  return refusal;
}

async function openPort(
  port: SerialPort,
  settings: SerialSettings,
  clock: Clock,
  onEvent: (event: LinkEvent) => void,
): Promise<LinkOpening> {
  try {
    await port.open(settings);
  } catch (error) {
    return readOpenError(error);
  }
  return { ok: true, line: openSerialLine(port, clock, onEvent), description: describe(port) };
}

/** Chromium reports NetworkError both for a device that another tab or program uses and for a device that is gone. */
function readOpenError(error: unknown): LinkOpening {
  const name = error instanceof DOMException ? error.name : 'Error';
  const detail = error instanceof Error ? error.message : String(error);
  if (name === 'NetworkError' || name === 'InvalidStateError')
    return { ok: false, failure: 'in-use', detail };
  return { ok: false, failure: 'failed', detail };
}

const hex = (id: number): string => id.toString(16).padStart(4, '0');

function describe(port: SerialPort): string {
  const { usbVendorId, usbProductId } = port.getInfo();
  if (usbVendorId === undefined || usbProductId === undefined) return 'serial port';
  return `USB ${hex(usbVendorId)}:${hex(usbProductId)}`;
}

/** The USB ids of the last port, stored across page loads. */
export interface StoredPortIds {
  readonly ids: SerialPortInfo | undefined;
  remember(ids: SerialPortInfo): void;
  forget(): void;
}

/**
 * Remembers which granted port was the terminal. Two cables of one model have the same USB ids, and ports without USB
 * have none. The port object distinguishes them as long as the page is open and the cable stays plugged in.
 */
export class LastPort {
  #port: SerialPort | undefined;

  constructor(private readonly stored: StoredPortIds) {}

  get known(): boolean {
    return this.stored.ids !== undefined;
  }

  /** These ports, sorted: the port that is most likely the terminal comes first. */
  likeliestFirst(ports: readonly SerialPort[]): SerialPort[] {
    return likeliestFirst(ports, (port) => this.likeness(port));
  }

  likeness(port: SerialPort): Likeness {
    if (port === this.#port) return 'known';
    const { ids } = this.stored;
    const { usbVendorId, usbProductId } = port.getInfo();
    return ids && usbVendorId === ids.usbVendorId && usbProductId === ids.usbProductId ? 'alike' : 'other';
  }

  remember(port: SerialPort): void {
    this.#port = port;
    this.stored.remember(port.getInfo());
  }

  /**
   * If no terminal is known yet, stores the USB ids of this port, so that it counts as `away` when it is unplugged.
   */
  onOpenedBySearch(port: SerialPort): void {
    if (!this.known) this.stored.remember(port.getInfo());
  }

  forget(): void {
    this.#port = undefined;
    this.stored.forget();
  }
}
