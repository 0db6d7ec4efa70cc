import type { SerialSettings } from '../../core/settings/settings.ts';

/** The parts of a USB device that form a serial line: communication device class, abstract control model. */
export interface CdcAcmParts {
  readonly configurationValue: number;
  readonly controlInterface: number;
  /** Equal to `controlInterface` on devices with only one interface. */
  readonly dataInterface: number;
  readonly inEndpoint: number;
  readonly inPacketSize: number;
  readonly outEndpoint: number;
}

/** Class codes of the USB CDC specification 1.2 (tables 2 and 4) and its PSTN subclass 1.2. */
const communicationClass = 0x02;
const abstractControlModel = 0x02;
const dataClass = 0x0a;

const defaultSettingOf = ({ alternates }: USBInterface): USBAlternateInterface | undefined =>
  alternates.find(({ alternateSetting }) => alternateSetting === 0);

const bulkEndpoint = (part: USBInterface, direction: USBDirection): USBEndpoint | undefined =>
  defaultSettingOf(part)?.endpoints.find((each) => each.type === 'bulk' && each.direction === direction);

const isControl = (part: USBInterface): boolean => {
  const setting = defaultSettingOf(part);
  return setting?.interfaceClass === communicationClass && setting.interfaceSubclass === abstractControlModel;
};

function partsOf({ configurationValue, interfaces }: USBConfiguration): CdcAcmParts | undefined {
  const control = interfaces.find(isControl);
  if (!control) return undefined;
  const withBulkPair = interfaces.filter((each) => bulkEndpoint(each, 'in') && bulkEndpoint(each, 'out'));
  const dataParts = withBulkPair.filter((each) => defaultSettingOf(each)?.interfaceClass === dataClass);
  // WebUSB hides the union descriptor that joins the two interfaces. On a composite device (a PAX A920 for instance)
  // the data interface of each function follows its control interface.
  const following = dataParts.find((each) => each.interfaceNumber > control.interfaceNumber);
  const data = following ?? dataParts[0] ?? withBulkPair.find((each) => each === control);
  const input = data && bulkEndpoint(data, 'in');
  const output = data && bulkEndpoint(data, 'out');
  if (!data || !input || !output) return undefined;
  return {
    configurationValue,
    controlInterface: control.interfaceNumber,
    dataInterface: data.interfaceNumber,
    inEndpoint: input.endpointNumber,
    inPacketSize: input.packetSize,
    outEndpoint: output.endpointNumber,
  };
}

/** Finds the serial line of a device. Searches the active configuration first. */
export function findCdcAcm(device: USBDevice): CdcAcmParts | undefined {
  const active = device.configuration ? [device.configuration] : [];
  for (const configuration of [...active, ...device.configurations]) {
    const parts = partsOf(configuration);
    if (parts) return parts;
  }
  return undefined;
}

/** Request codes: PSTN subclass 1.2, table 13. */
const setLineCodingRequest = 0x20;
const setControlLineStateRequest = 0x22;

/** PSTN 1.2, table 18: DTR means that a host is connected, RTS that the host wants to send. */
const dtrAndRts = 0b11;

const parityCodes = { none: 0, odd: 1, even: 2 } as const;

/** The line coding, PSTN 1.2, table 17. */
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

/** Flow control is not set: USB itself slows down a sender. */
export const setLineCoding = (device: USBDevice, controlInterface: number, settings: SerialSettings) =>
  device.controlTransferOut(toInterface(setLineCodingRequest, 0, controlInterface), lineCoding(settings));

export const setControlLines = (device: USBDevice, controlInterface: number, on: boolean) =>
  device.controlTransferOut(toInterface(setControlLineStateRequest, on ? dtrAndRts : 0, controlInterface));
