import type { SerialSettings } from '../../core/settings/settings.ts';

/** PSTN 1.2, table 13. */
const setLineCodingRequest = 0x20;
const setControlLineStateRequest = 0x22;

/** PSTN 1.2, table 18: DTR says that somebody is there, RTS that he wants to send. */
const dtrAndRts = 0b11;

const parityCodes = { none: 0, odd: 1, even: 2 } as const;

/** PSTN 1.2, table 17. */
export function lineCoding({
  baudRate,
  stopBits,
  parity,
  dataBits,
}: SerialSettings): Uint8Array<ArrayBuffer> {
  const coding = new DataView(new ArrayBuffer(7));
  coding.setUint32(0, baudRate, true);
  coding.setUint8(4, stopBits === 2 ? 2 : 0);
  coding.setUint8(5, parityCodes[parity]);
  coding.setUint8(6, dataBits);
  return new Uint8Array(coding.buffer);
}

const toInterface = (request: number, value: number, index: number): USBControlTransferParameters => ({
  requestType: 'class',
  recipient: 'interface',
  request,
  value,
  index,
});

/** Flow control is no part of it: USB holds a sender back by itself. */
export const setLineCoding = (device: USBDevice, controlInterface: number, settings: SerialSettings) =>
  device.controlTransferOut(toInterface(setLineCodingRequest, 0, controlInterface), lineCoding(settings));

export const setControlLines = (device: USBDevice, controlInterface: number, on: boolean) =>
  device.controlTransferOut(toInterface(setControlLineStateRequest, on ? dtrAndRts : 0, controlInterface));
