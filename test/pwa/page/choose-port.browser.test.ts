import { afterEach, describe, expect, test, vi } from 'vitest';
import { choosePort } from '../../../src/pwa/page/browser-apis.ts';

afterEach(() => vi.restoreAllMocks());

const makers = [0x0b00, 0x079b, 0x11ca, 0x2fb8];
const serialList = (answer: () => Promise<SerialPort>) =>
  vi.spyOn(navigator.serial, 'requestPort').mockImplementation(answer);
const usbList = (answer: () => Promise<USBDevice>) =>
  vi.spyOn(navigator.usb, 'requestDevice').mockImplementation(answer);

test('lists only ports of terminal makers, unless all ports are requested', async () => {
  const list = serialList(async () => ({}) as SerialPort);
  expect(await choosePort('web-serial', 'terminals')).toBe('chosen');
  expect(await choosePort('web-serial', 'all')).toBe('chosen');
  const [some, all] = list.mock.calls.map(([options]) => options?.filters);
  expect(some?.map((each) => each.usbVendorId)).toEqual(makers);
  expect(all).toEqual([]);
});

test('over WebUSB: lists devices of these makers and of the communication class, unless all devices are requested', async () => {
  const list = usbList(async () => ({}) as USBDevice);
  expect(await choosePort('web-usb', 'terminals')).toBe('chosen');
  expect(await choosePort('web-usb', 'all')).toBe('chosen');
  const [some, all] = list.mock.calls.map(([options]) => options?.filters);
  expect(some).toEqual([...makers.map((vendorId) => ({ vendorId })), { classCode: 0x02 }]);
  expect(all).toEqual([]);
});

describe.each(['web-serial', 'web-usb'] as const)('%s', (link) => {
  test('returns cancelled if the user closes the list', async () => {
    const closed = () => Promise.reject(new DOMException('Nothing was selected.', 'NotFoundError'));
    serialList(closed);
    usbList(closed);
    expect(await choosePort(link, 'terminals')).toBe('cancelled');
  });

  test('passes on the browser’s reason for not opening the list', async () => {
    // A click, even of an earlier test, permits the list for some seconds.
    await expect.poll(() => navigator.userActivation.isActive).toBe(false);
    expect(await choosePort(link, 'terminals')).toEqual({ failed: expect.stringContaining('gesture') });
  });
});
