import type { SerialSettings } from '../settings/settings.ts';
import type { Likeness, LinkOpenFailure } from '../terminal/device-choice.ts';
import { likenesses } from '../terminal/device-choice.ts';

export type LinkEvent =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Parity, framing, break or overrun error, or a USB stall: bytes were lost, the line stays open. */
  | { readonly kind: 'line-error'; readonly name: string }
  /** The device was removed or closed. No event follows. */
  | { readonly kind: 'closed'; readonly reason: string };

/** An open line to a terminal, for bytes in both directions. */
export interface TerminalLine {
  /**
   * Queues bytes. A resolved promise does not mean that the terminal has them, because the device may already be gone. A
   * rejected promise means that they may or may not have been sent.
   */
  send(bytes: Uint8Array): Promise<void>;
  /** Closes the line; resolves when the device is free again. May be called twice. */
  close(): Promise<void>;
}

export type LinkOpening =
  | { readonly ok: true; readonly line: TerminalLine; readonly description: string }
  | { readonly ok: false; readonly failure: LinkOpenFailure; readonly detail: string };

/**
 * Result of giving up the permission for a device. `still-granted`: a policy grants it, and only its administrator can
 * remove it. `away`: the device is not plugged in, and the browser lists only plugged-in devices.
 */
export const forgetResults = [
  'forgotten',
  'still-granted',
  'away',
  'nothing-granted',
  'unsupported',
] as const;
export type ForgetResult = (typeof forgetResults)[number];

/** Sorts devices by likeness, the likeliest first; devices of the same likeness keep their order. */
export const likeliestFirst = <Device>(
  devices: readonly Device[],
  likeness: (device: Device) => Likeness,
): Device[] => likenesses.flatMap((each) => devices.filter((device) => likeness(device) === each));

/** One of the devices that a person or a policy has granted. Each can be opened separately. */
export interface GrantedDevice {
  /** A description for people; two devices of the same model have the same one. */
  readonly description: string;
  readonly likeness: Likeness;
  /** Opens only this device, with these line settings. */
  open(line: SerialSettings, onEvent: (event: LinkEvent) => void): Promise<LinkOpening>;
  /** Makes this device the terminal: the link opens it first from now on. */
  choose(): void;
}

/** A link to a terminal: Web Serial, WebUSB, TCP or simulated. */
export interface TerminalLink {
  readonly kind: string;
  /** True: each exchange has its own connection (TCP). Absent: one line stays open. */
  readonly perExchange?: boolean;
  /** Never true in environment `prod`. */
  readonly simulated: boolean;
  /** Opens without a question to the user. `onEvent` gets every event of the line until `closed`. */
  open(onEvent: (event: LinkEvent) => void, signal?: AbortSignal): Promise<LinkOpening>;
  /**
   * Reports that a device may have come or gone, so that `open` may now succeed. Returns the function that
   * unsubscribes.
   */
  onChange(listener: () => void): () => void;
  /**
   * The granted devices that are plugged in; the last used device is first. To open a device does not make it the terminal.
   * Call this only while no line is open. Absent if the link never has more than one device.
   */
  granted?(): Promise<readonly GrantedDevice[]>;
  /**
   * Gives up the permission for every device of this kind. With a remaining permission, the link could open a device
   * that was not chosen. Call this only while no line is open. Absent if the link needs no permission.
   */
  forget?(): Promise<ForgetResult>;
}
