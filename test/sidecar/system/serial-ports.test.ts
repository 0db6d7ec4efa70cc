import { expect, test } from 'vitest';
import { listSerialPorts } from '../../../src/sidecar/system/serial-ports.ts';

const registry = [
  'HKEY_LOCAL_MACHINE\\HARDWARE\\DEVICEMAP\\SERIALCOMM',
  '    \\Device\\USBSER000    REG_SZ    COM14',
  '    \\Device\\Serial0    REG_SZ    COM1',
].join('\r\n');

test.each([
  ['linux', ['/dev/ttyACM0', '/dev/ttyUSB1']],
  ['macos', ['/dev/cu.usbmodem1101']],
  ['windows', ['COM14', 'COM1']],
] as const)('on %s the ports at which a terminal may be are listed, and none is opened', (system, ports) => {
  const list = () => ['tty0', 'ttyUSB1', 'ttyACM0', 'ttyS0', 'cu.usbmodem1101', 'cu.Bluetooth-Incoming-Port'];
  expect(listSerialPorts({ list, outputOf: () => registry }, system)).toEqual(ports);
});
test('no port is listed if the registry of Windows cannot be read', () => {
  expect(listSerialPorts({ list: () => [], outputOf: () => undefined }, 'windows')).toEqual([]);
});
