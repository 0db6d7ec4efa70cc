import type { SerialSettings } from '../settings/settings.ts';
import type { Likeness, LinkOpenFailure } from '../terminal/device-choice.ts';
import { likenesses } from '../terminal/device-choice.ts';

export type LinkEvent =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Parity, framing, break or overrun, a stall on USB: bytes were lost, the line goes on. */
  | { readonly kind: 'line-error'; readonly name: string }
  /** The device is gone or was closed. No event follows. */
  | { readonly kind: 'closed'; readonly reason: string };

/** An open line to a terminal: bytes out, bytes in. */
export interface TerminalLine {
  /**
   * Queues bytes. Resolving does not mean that the terminal has them (a device can be gone already); rejecting means
   * that they may or may not have left.
   */
  send(bytes: Uint8Array): Promise<void>;
  /** Ends the line; resolves when the device is free again. Safe to call twice. */
  close(): Promise<void>;
}

export type LinkOpening =
  | { readonly ok: true; readonly line: TerminalLine; readonly description: string }
  | { readonly ok: false; readonly failure: LinkOpenFailure; readonly detail: string };

/**
 * What came of giving the permission for a device back. `still-granted`: a policy grants it, and only who wrote the
 * policy can take it away. `away`: the browser names only what is plugged in.
 */
export const linkForgettings = [
  'forgotten',
  'still-granted',
  'away',
  'nothing-granted',
  'unsupported',
] as const;
export type LinkForgetting = (typeof linkForgettings)[number];
/** The same devices, the likeliest first; those of one likeness in the order that they had. */
export const likeliestFirst = <Device>(
  devices: readonly Device[],
  likeness: (device: Device) => Likeness,
): Device[] => likenesses.flatMap((each) => devices.filter((device) => likeness(device) === each));

/** One of the devices that a person or a policy has granted, each to be tried by itself. */
export interface GrantedDevice {
  /** What people can tell it from another by; two of a kind have the same. */
  readonly description: string;
  readonly likeness: Likeness;
  /** Opens this device and no other, with these line settings. */
  open(line: SerialSettings, onEvent: (event: LinkEvent) => void): Promise<LinkOpening>;
  /** This is the terminal: the link opens it first from now on. */
  choose(): void;
}

/** A way to a terminal: Web Serial, WebUSB, a simulated one, a TCP bridge. */
export interface TerminalLink {
  readonly kind: string;
  /** True: each exchange has a connection of its own (TCP). Absent: one line stays open. */
  readonly perExchange?: boolean;
  /** Never true in environment `prod`. */
  readonly simulated: boolean;
  /** Opens without asking anybody. `onEvent` gets everything that happens on the line until `closed`. */
  open(onEvent: (event: LinkEvent) => void, signal?: AbortSignal): Promise<LinkOpening>;
  /** Tells when a device may have come or gone, so that `open` is worth a try. Returns the un-listen function. */
  onChange(listener: () => void): () => void;
  /**
   * The devices that are granted and plugged in, the one in use before first. To open one of them does not make it the
   * terminal. Call it while no line is open. Absent where there is never more than one.
   */
  granted?(): Promise<readonly GrantedDevice[]>;
  /**
   * Gives back the permission for every device of this kind: were one kept, it would be opened in the place of the
   * chosen one, though nobody chose it. Call it while no line is open. Absent where no permission is needed.
   */
  forget?(): Promise<LinkForgetting>;
}
