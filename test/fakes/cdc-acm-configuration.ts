const endpoint = (endpointNumber: number, direction: USBDirection, type: USBEndpointType, packetSize = 64) =>
  ({ endpointNumber, direction, type, packetSize }) as USBEndpoint;

export const bulkPair = (packetSize?: number): USBEndpoint[] => [
  endpoint(1, 'out', 'bulk', packetSize),
  endpoint(2, 'in', 'bulk', packetSize),
];
export const notifications: USBEndpoint[] = [endpoint(3, 'in', 'interrupt', 8)];

/** An interface with one setting, as WebUSB describes it. */
export function usbInterface(
  interfaceNumber: number,
  [interfaceClass, interfaceSubclass]: readonly [number, number],
  endpoints: USBEndpoint[],
): USBInterface {
  const alternate = { alternateSetting: 0, interfaceClass, interfaceSubclass, endpoints };
  return { interfaceNumber, alternates: [alternate], alternate, claimed: false } as unknown as USBInterface;
}

export const usbConfiguration = (configurationValue: number, ...interfaces: USBInterface[]) =>
  ({ configurationValue, interfaces }) as unknown as USBConfiguration;

export const acm = [0x02, 0x02] as const;
export const cdcData = [0x0a, 0x00] as const;
export const vendorClass = [0xff, 0x00] as const;

/** The descriptors of a payment terminal on USB. */
export const terminalConfiguration = (value = 1): USBConfiguration =>
  usbConfiguration(value, usbInterface(0, acm, notifications), usbInterface(1, cdcData, bulkPair()));
