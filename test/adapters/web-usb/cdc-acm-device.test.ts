import { describe, expect, it } from 'vitest';
import { findCdcAcm, lineCoding } from '../../../src/adapters/web-usb/cdc-acm.ts';
import { serialSettings } from '../../../src/core/settings/settings.ts';
import {
  acm,
  bulkPair,
  cdcData,
  notifications,
  terminalConfiguration,
  usbConfiguration,
  usbInterface,
  vendorClass,
} from '../../fakes/cdc-acm-configuration.ts';

const device = (...configurations: USBConfiguration[]) =>
  ({ configuration: configurations[0] ?? null, configurations }) as USBDevice;
const control = (number: number) => usbInterface(number, acm, notifications);
const data = (number: number) => usbInterface(number, cdcData, bulkPair());
const single = (...interfaces: USBInterface[]) => device(usbConfiguration(1, ...interfaces));

describe('finding the serial line of a USB device', () => {
  it('takes the control interface and the data interface with both bulk endpoints', () => {
    expect(findCdcAcm(single(control(0), data(1)))).toEqual({
      configurationValue: 1,
      controlInterface: 0,
      dataInterface: 1,
      inEndpoint: 2,
      inPacketSize: 64,
      outEndpoint: 1,
    });
  });
  it.each([
    [
      'behind the interfaces of another function',
      [usbInterface(0, vendorClass, bulkPair()), control(4), data(5)],
    ],
    ['takes the first of two functions', [control(4), data(5), control(6), data(7)]],
    ['skips a data interface of another function before it', [data(3), control(4), data(5)]],
    ['skips a data interface without endpoints', [control(4), usbInterface(1, cdcData, []), data(5)]],
  ])('in a composite device: %s', (_what, interfaces) => {
    expect(findCdcAcm(single(...interfaces))).toMatchObject({ controlInterface: 4, dataInterface: 5 });
  });
  it('takes a data interface before the control interface if there is no other', () => {
    expect(findCdcAcm(single(data(0), control(1)))).toMatchObject({ controlInterface: 1, dataInterface: 0 });
  });
  it('takes a device that has everything in one interface', () => {
    const all = usbInterface(2, acm, [...notifications, ...bulkPair()]);
    expect(findCdcAcm(single(all))).toMatchObject({ controlInterface: 2, dataInterface: 2 });
  });
  it('searches the other configurations, and prefers the present one', () => {
    const withoutLine = usbConfiguration(1, usbInterface(0, vendorClass, bulkPair()));
    expect(findCdcAcm(device(withoutLine, terminalConfiguration(2)))).toMatchObject({
      configurationValue: 2,
    });
    const both = { ...device(terminalConfiguration(1)), configuration: terminalConfiguration(2) };
    expect(findCdcAcm(both as USBDevice)).toMatchObject({ configurationValue: 2 });
  });
  it.each([
    ['a bridge of a maker’s own class (FTDI, CP210x)', [usbInterface(0, vendorClass, bulkPair())]],
    ['a network device', [usbInterface(0, [0x02, 0x06], notifications), data(1)]],
    [
      'a data interface with only one endpoint',
      [control(0), usbInterface(1, cdcData, bulkPair().slice(0, 1))],
    ],
    ['nothing', []],
  ])('finds no line in %s', (_what, interfaces) => {
    expect(findCdcAcm(single(...interfaces))).toBeUndefined();
  });
});

describe('the line coding of PSTN 1.2', () => {
  it.each([
    [{}, [0x80, 0x25, 0, 0, 0, 0, 8]],
    [{ dataBits: 7, parity: 'even' }, [0x80, 0x25, 0, 0, 0, 2, 7]],
    [{ baudRate: 115_200, parity: 'odd', stopBits: 2 }, [0, 0xc2, 1, 0, 2, 1, 8]],
  ] as const)('encodes %j', (written, bytes) => {
    expect([...lineCoding(serialSettings.parse(written))]).toEqual(bytes);
  });
});
