import { afterEach, expect, test, vi } from 'vitest';
import { choosePort } from '../../src/pwa/choose-port.ts';

afterEach(() => vi.restoreAllMocks());

const portList = (answer: () => Promise<SerialPort>) =>
  vi.spyOn(navigator.serial, 'requestPort').mockImplementation(answer);

test('only makers of terminals are listed, unless all ports are asked for', async () => {
  const list = portList(async () => ({}) as SerialPort);
  expect(await choosePort('terminals')).toBe('chosen');
  expect(await choosePort('all')).toBe('chosen');
  const [some, all] = list.mock.calls.map(([options]) => options?.filters);
  expect(some?.map((each) => each.usbVendorId)).toEqual([0x0b00, 0x079b, 0x11ca, 0x2fb8]);
  expect(all).toEqual([]);
});

test('a closed list is no failure', async () => {
  portList(() => Promise.reject(new DOMException('No port selected by the user.', 'NotFoundError')));
  expect(await choosePort('terminals')).toBe('cancelled');
});

test('the browser itself says why it does not open the list', async () => {
  // Nobody has clicked.
  expect(await choosePort('terminals')).toEqual({ failed: expect.stringContaining('gesture') });
});
