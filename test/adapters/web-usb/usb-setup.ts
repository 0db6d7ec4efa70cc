import { webUsbLink } from '../../../src/adapters/web-usb/web-usb-link.ts';
import type { UsbDeviceIds } from '../../../src/core/ports/storage.ts';
import type { LinkEvent, TerminalLine } from '../../../src/core/ports/terminal-link.ts';
import { serialSettings } from '../../../src/core/settings/settings.ts';
import { FakeUsb } from '../../fakes/fake-usb.ts';
import { FakeUsbDevice } from '../../fakes/fake-usb-device.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';

export const lineSettings = serialSettings.parse({ dataBits: 7, parity: 'even' });

/** The ids of the terminal's USB device. */
export const terminalIds = { vendorId: 0x0b00, productId: 0x0080, serialNumber: 'TERMINAL-1' };

/** The adapter over a fake bus. This setup remembers the last device, as the page does. */
export function usbSetup(last?: UsbDeviceIds) {
  const clock = new VirtualClock();
  const bus = new FakeUsb();
  const remembered: UsbDeviceIds[] = [];
  const link = webUsbLink(lineSettings, {
    usb: bus.usb,
    clock,
    lastDevice: () => remembered.at(-1) ?? last,
    remember: (ids) => void remembered.push(ids),
    forgetLast: () => void remembered.splice(0),
  });
  /** Opens the line; a failure fails the test. */
  const open = async (): Promise<{ line: TerminalLine; events: LinkEvent[]; description: string }> => {
    const events: LinkEvent[] = [];
    const opening = await link.open((event) => events.push(event));
    if (!opening.ok) throw new Error(opening.detail);
    await clock.advance(0);
    return { line: opening.line, events, description: opening.description };
  };
  const plug = (ids: UsbDeviceIds = terminalIds) => bus.plug(new FakeUsbDevice(ids as typeof terminalIds));
  return { clock, bus, link, remembered, open, plug };
}
