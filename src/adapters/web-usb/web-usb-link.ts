import type { Clock } from '../../core/ports/host.ts';
import type { UsbDeviceIds } from '../../core/ports/storage.ts';
import {
  type GrantedDevice,
  type LinkEvent,
  type LinkForgetting,
  type LinkOpening,
  likeliestFirst,
  type TerminalLink,
} from '../../core/ports/terminal-link.ts';
import type { SerialSettings } from '../../core/settings/settings.ts';
import type { Likeness, LinkOpenFailure } from '../../core/terminal/device-choice.ts';
import { type CdcAcmParts, findCdcAcm, setControlLines, setLineCoding } from './cdc-acm.ts';
import { atMost, openUsbLine, releaseDevice } from './usb-line.ts';

/** A serial number names one device; without it, all of a make are alike. */
export function likenessOf(device: USBDevice, last: UsbDeviceIds | undefined): Likeness {
  if (device.vendorId !== last?.vendorId || device.productId !== last.productId) return 'other';
  const { serialNumber } = last;
  return serialNumber && device.serialNumber === serialNumber ? 'known' : 'alike';
}

export const lastFirst = (devices: readonly USBDevice[], last: UsbDeviceIds | undefined): USBDevice[] =>
  likeliestFirst(devices, (device) => likenessOf(device, last));

/** Gives every permission for a USB device back, and says what the browser made of it. */
export async function forgetDevices({ usb, lastDevice, forgetLast }: WebUsbDeps): Promise<LinkForgetting> {
  const devices = (await usb?.getDevices().catch(() => [])) ?? [];
  if (!usb || devices.length === 0) return lastDevice() ? 'away' : 'nothing-granted';
  // Chromium before 101 has no such call, whatever its types say.
  if (!devices.every((device) => 'forget' in device)) return 'unsupported';
  await Promise.all(devices.map((device) => device.forget()));
  forgetLast();
  return (await usb.getDevices()).length > 0 ? 'still-granted' : 'forgotten';
}

export interface WebUsbDeps {
  /** `navigator.usb`, of the page or of a dedicated worker. Undefined where the browser has none. */
  readonly usb: USB | undefined;
  readonly clock: Clock;
  /** The device that was in use before. It is tried first. */
  lastDevice(): UsbDeviceIds | undefined;
  remember(ids: UsbDeviceIds): void;
  /** There is no device in use any more. */
  forgetLast(): void;
}

type Refusal = LinkOpening & { ok: false };
const refused = (failure: LinkOpenFailure, detail: string): Refusal => ({ ok: false, failure, detail });

/**
 * WebUSB, for terminals that are CDC-ACM devices: opens a device that a person or a policy has granted, without asking
 * again. After a re-plug the browser hands out a new device object, so none is kept between openings.
 */
export function webUsbLink(settings: SerialSettings, deps: WebUsbDeps): TerminalLink {
  const { usb } = deps;
  return {
    kind: 'web-usb',
    simulated: false,
    async open(onEvent): Promise<LinkOpening> {
      if (!usb) return refused('failed', 'this browser has no WebUSB');
      const last = deps.lastDevice();
      // Rejects where the page may not use USB at all, by a permissions policy for instance.
      const devices = await usb.getDevices().catch((error) => refused('failed', messageOf(error)));
      if (!Array.isArray(devices)) return devices;
      if (devices.length === 0) return noDevice(last);
      return openFirst(lastFirst(devices, last), settings, deps, onEvent);
    },
    onChange(listener) {
      // Plain listeners: with `once` Chromium never calls them here.
      usb?.addEventListener('connect', listener);
      return () => usb?.removeEventListener('connect', listener);
    },
    granted: () => grantedDevices(deps),
    forget: () => forgetDevices(deps),
  };
}

/** The browser lists only what is plugged in. It forgets a device without a serial number with its cable. */
const noDevice = (last: UsbDeviceIds | undefined): Refusal =>
  last?.serialNumber
    ? refused('away', 'the chosen device is unplugged')
    : refused('not-chosen', 'no USB device was granted');

async function grantedDevices(deps: WebUsbDeps): Promise<readonly GrantedDevice[]> {
  const devices = (await deps.usb?.getDevices().catch(() => [])) ?? [];
  return lastFirst(devices, deps.lastDevice()).flatMap((device) => {
    const parts = findCdcAcm(device);
    if (!parts) return [];
    return {
      description: describe(device),
      likeness: likenessOf(device, deps.lastDevice()),
      async open(line: SerialSettings, onEvent: (event: LinkEvent) => void) {
        const opening = await openDevice(device, parts, line, deps.clock, onEvent);
        // Opened on trial: where no terminal was ever known, it is missed when its cable is pulled.
        if (opening.ok && !deps.lastDevice()) deps.remember(idsOf(device));
        return opening;
      },
      choose: () => deps.remember(idsOf(device)),
    };
  });
}

async function openFirst(
  devices: USBDevice[],
  settings: SerialSettings,
  { clock, remember }: WebUsbDeps,
  onEvent: (event: LinkEvent) => void,
): Promise<LinkOpening> {
  let refusal: Refusal | undefined;
  let unfit: Refusal | undefined;
  for (const device of devices) {
    const parts = findCdcAcm(device);
    if (!parts) {
      // To choose another one is the way out.
      unfit ??= refused('not-chosen', `${describe(device)}: not a CDC-ACM serial device`);
      continue;
    }
    const opening = await openDevice(device, parts, settings, clock, onEvent);
    if (opening.ok) {
      remember(idsOf(device));
      return opening;
    }
    // Of several, what is said of the likeliest terminal counts.
    refusal ??= opening;
  }
  return refusal ?? unfit ?? refused('not-chosen', 'no USB device was granted');
}

async function openDevice(
  device: USBDevice,
  parts: CdcAcmParts,
  settings: SerialSettings,
  clock: Clock,
  onEvent: (event: LinkEvent) => void,
): Promise<LinkOpening> {
  const failed = await take(device, parts, settings, clock);
  if (failed) return failed;
  return { ok: true, line: openUsbLine(device, parts, clock, onEvent), description: describe(device) };
}

const idsOf = ({ vendorId, productId, serialNumber }: USBDevice): UsbDeviceIds => ({
  vendorId,
  productId,
  ...(serialNumber && { serialNumber }),
});

/** Makes the device ours. What stands in the way is told, and the device is left as it was. */
async function take(
  device: USBDevice,
  parts: CdcAcmParts,
  settings: SerialSettings,
  clock: Clock,
): Promise<Refusal | undefined> {
  // To open it once more would succeed, and share the line.
  if (device.opened) return refused('in-use', `${describe(device)}: this page has it open already`);
  let opened = false;
  try {
    await device.open();
    opened = true;
    if (device.configuration?.configurationValue !== parts.configurationValue) {
      await device.selectConfiguration(parts.configurationValue);
    }
    // The control interface first: where the browser may put a driver aside, it does so for this one, and the driver
    // lets go of both.
    for (const number of new Set([parts.controlInterface, parts.dataInterface])) {
      await device.claimInterface(number);
    }
  } catch (error) {
    if (opened) await releaseDevice(device, parts, clock);
    return readError(error, device);
  }
  // Linux's own driver passes over a refusal of these, too: a terminal with no line to set works all the same.
  await atMost(clock, setLineCoding(device, parts.controlInterface, settings));
  await atMost(clock, setControlLines(device, parts.controlInterface, true));
  return undefined;
}

/**
 * NetworkError comes from claiming on Linux, Android and macOS, SecurityError ("Access denied.") from opening on Windows and
 * where Linux does not let this user near the device. Whether a driver of the system or another program has it,
 * nobody says.
 */
const heldErrors = new Set(['NetworkError', 'SecurityError', 'InvalidStateError']);

function readError(error: unknown, device: USBDevice): Refusal {
  const name = error instanceof DOMException ? error.name : 'Error';
  const detail = `${describe(device)}: ${messageOf(error)}`;
  if (heldErrors.has(name)) return refused('in-use', detail);
  // Pulled out in the middle of it.
  return refused(name === 'NotFoundError' ? 'away' : 'failed', detail);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const hex = (id: number): string => id.toString(16).padStart(4, '0');

function describe({ productName, vendorId, productId }: USBDevice): string {
  return `${productName || 'USB device'} (${hex(vendorId)}:${hex(productId)})`;
}
