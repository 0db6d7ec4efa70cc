import type { Clock } from '../../core/ports/host.ts';
import type { UsbDeviceIds } from '../../core/ports/storage.ts';
import {
  type ForgetResult,
  type GrantedDevice,
  type LinkEvent,
  type LinkOpening,
  likeliestFirst,
  type TerminalLink,
} from '../../core/ports/terminal-link.ts';
import type { SerialSettings } from '../../core/settings/settings.ts';
import type { Likeness, LinkOpenFailure } from '../../core/terminal/device-choice.ts';
import { type CdcAcmParts, findCdcAcm, setControlLines, setLineCoding } from './cdc-acm.ts';
import { openUsbLine, releaseDevice, waitAtMost } from './usb-line.ts';

/** Compares a device with the device that was used last. Without a serial number, all devices of a model are alike. */
export function likenessOf(device: USBDevice, last: UsbDeviceIds | undefined): Likeness {
  if (device.vendorId !== last?.vendorId || device.productId !== last.productId) return 'other';
  const { serialNumber } = last;
  return serialNumber && device.serialNumber === serialNumber ? 'known' : 'alike';
}

export const sortByLikeness = (devices: readonly USBDevice[], last: UsbDeviceIds | undefined): USBDevice[] =>
  likeliestFirst(devices, (device) => likenessOf(device, last));

/** Gives up this page's permissions for all USB devices. */
export async function forgetDevices({ usb, lastDevice, forgetLast }: WebUsbDeps): Promise<ForgetResult> {
  const devices = (await usb?.getDevices().catch(() => [])) ?? [];
  if (!usb || devices.length === 0) return lastDevice() ? 'away' : 'nothing-granted';
  // Chromium before 101 does not have `forget`, although the TypeScript types declare it.
  if (!devices.every((device) => 'forget' in device)) return 'unsupported';
  await Promise.all(devices.map((device) => device.forget()));
  forgetLast();
  return (await usb.getDevices()).length > 0 ? 'still-granted' : 'forgotten';
}

export interface WebUsbDeps {
  /** `navigator.usb` of the page or of a dedicated worker; undefined if the browser has none. */
  readonly usb: USB | undefined;
  readonly clock: Clock;
  /** The device that was used last; it is tried first. */
  lastDevice(): UsbDeviceIds | undefined;
  remember(ids: UsbDeviceIds): void;
  /** Forgets the last device. */
  forgetLast(): void;
}

type Refusal = LinkOpening & { ok: false };
const refused = (failure: LinkOpenFailure, detail: string): Refusal => ({ ok: false, failure, detail });

/**
 * WebUSB, for terminals that are CDC-ACM devices: opens a device that a person or a policy has granted, without asking
 * the user. After a re-plug the browser creates a new device object, so each opening lists the devices again.
 */
export function webUsbLink(settings: SerialSettings, deps: WebUsbDeps): TerminalLink {
  const { usb } = deps;
  return {
    kind: 'web-usb',
    simulated: false,
    async open(onEvent): Promise<LinkOpening> {
      if (!usb) return refused('failed', 'this browser has no WebUSB');
      const last = deps.lastDevice();
      // Rejects if the page may not use USB at all, for instance because of a permissions policy.
      const devices = await usb.getDevices().catch((error) => refused('failed', messageOf(error)));
      if (!Array.isArray(devices)) return devices;
      if (devices.length === 0) return refuseWithoutDevices(last);
      return openFirst(sortByLikeness(devices, last), settings, deps, onEvent);
    },
    onChange(listener) {
      // Registers without `once`, because Chromium never calls a `once` listener of this event.
      usb?.addEventListener('connect', listener);
      return () => usb?.removeEventListener('connect', listener);
    },
    granted: () => grantedDevices(deps),
    forget: () => forgetDevices(deps),
  };
}

/**
 * The failure if the browser lists no device. It lists only devices that are plugged in. When a device without a serial
 * number is unplugged, the browser revokes its permission, so a person must choose it again.
 */
const refuseWithoutDevices = (last: UsbDeviceIds | undefined): Refusal =>
  last?.serialNumber
    ? refused('away', 'the chosen device is unplugged')
    : refused('not-chosen', 'no USB device was granted');

async function grantedDevices(deps: WebUsbDeps): Promise<readonly GrantedDevice[]> {
  const devices = (await deps.usb?.getDevices().catch(() => [])) ?? [];
  return sortByLikeness(devices, deps.lastDevice()).flatMap((device) => {
    const parts = findCdcAcm(device);
    if (!parts) return [];
    return {
      description: describe(device),
      likeness: likenessOf(device, deps.lastDevice()),
      async open(line: SerialSettings, onEvent: (event: LinkEvent) => void) {
        const opening = await openDevice(device, parts, line, deps.clock, onEvent);
        // If no terminal is known yet, stores the ids of the device that the search has opened. If it has a serial
        // number, it counts as `away` when it is unplugged.
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
  let unsupported: Refusal | undefined;
  for (const device of devices) {
    const parts = findCdcAcm(device);
    if (!parts) {
      // This device can never work, so the user must choose another device.
      unsupported ??= refused('not-chosen', `${describe(device)}: not a CDC-ACM serial device`);
      continue;
    }
    const opening = await openDevice(device, parts, settings, clock, onEvent);
    if (opening.ok) {
      remember(idsOf(device));
      return opening;
    }
    // If all devices refuse, the first refusal is reported, because the likeliest device comes first.
    refusal ??= opening;
  }
  return refusal ?? unsupported ?? refused('not-chosen', 'no USB device was granted');
}

async function openDevice(
  device: USBDevice,
  parts: CdcAcmParts,
  settings: SerialSettings,
  clock: Clock,
  onEvent: (event: LinkEvent) => void,
): Promise<LinkOpening> {
  const refusal = await claimDevice(device, parts, settings, clock);
  if (refusal) return refusal;
  return { ok: true, line: openUsbLine(device, parts, clock, onEvent), description: describe(device) };
}

const idsOf = ({ vendorId, productId, serialNumber }: USBDevice): UsbDeviceIds => ({
  vendorId,
  productId,
  ...(serialNumber && { serialNumber }),
});

/** Opens the device and claims its interfaces. On failure, releases the device and returns the reason. */
async function claimDevice(
  device: USBDevice,
  parts: CdcAcmParts,
  settings: SerialSettings,
  clock: Clock,
): Promise<Refusal | undefined> {
  // A second `open()` would succeed, and two users would share the line.
  if (device.opened) return refused('in-use', `${describe(device)}: this page has it open already`);
  let isOpened = false;
  try {
    await device.open();
    isOpened = true;
    if (device.configuration?.configurationValue !== parts.configurationValue) {
      await device.selectConfiguration(parts.configurationValue);
    }
    // Claims the control interface first. If the browser may detach drivers, it detaches the driver of this interface,
    // and that driver then releases both interfaces.
    for (const number of new Set([parts.controlInterface, parts.dataInterface])) {
      await device.claimInterface(number);
    }
  } catch (error) {
    if (isOpened) await releaseDevice(device, parts, clock);
    return readError(error, device);
  }
  // If the device refuses these settings, the refusal is ignored, as in Linux's own driver: a terminal without a
  // physical serial line works without them.
  await waitAtMost(clock, setLineCoding(device, parts.controlInterface, settings));
  await waitAtMost(clock, setControlLines(device, parts.controlInterface, true));
  return undefined;
}

/**
 * Errors of a device that is in use. NetworkError comes from claiming on Linux, Android and macOS; SecurityError
 * ("Access denied.") comes from opening on Windows, and on Linux if this user may not use the device. The browser does
 * not say whether a system driver or another program uses it.
 */
const inUseErrors = new Set(['NetworkError', 'SecurityError', 'InvalidStateError']);

function readError(error: unknown, device: USBDevice): Refusal {
  const name = error instanceof DOMException ? error.name : 'Error';
  const detail = `${describe(device)}: ${messageOf(error)}`;
  if (inUseErrors.has(name)) return refused('in-use', detail);
  // The device was unplugged during the opening.
  return refused(name === 'NotFoundError' ? 'away' : 'failed', detail);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const hex = (id: number): string => id.toString(16).padStart(4, '0');

function describe({ productName, vendorId, productId }: USBDevice): string {
  return `${productName || 'USB device'} (${hex(vendorId)}:${hex(productId)})`;
}
