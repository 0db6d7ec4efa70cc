import { terminalMakers } from '../../../core/terminal/terminal-languages.ts';

/** One policy key of a managed browser, with its reason. */
export interface PolicyKey {
  readonly name: string;
  readonly value: PolicyValue;
  readonly why: string;
}
export type PolicyValue = number | readonly string[] | readonly DeviceGrant[];

interface DeviceGrant {
  readonly devices: readonly { readonly vendor_id: number }[];
  readonly urls: readonly string[];
}

export interface PolicyOptions {
  /** The sidecar's address with its port, which is the page's only origin. */
  readonly origin: string;
  /** Whether to allow every serial port, for a terminal on an RS-232 cable or of another maker. */
  readonly allPorts: boolean;
}

/** The policies that a till's browser needs so that no person has to click. */
export function browserPolicy({ origin, allPorts }: PolicyOptions): PolicyKey[] {
  const terminals: DeviceGrant[] = [
    { devices: terminalMakers.map((vendor_id) => ({ vendor_id })), urls: [origin] },
  ];
  return [
    allPorts
      ? {
          name: 'SerialAllowAllPortsForUrls',
          value: [origin],
          why: 'the page opens any serial port of this computer without asking',
        }
      : {
          name: 'SerialAllowUsbDevicesForUrls',
          value: terminals,
          why: 'the page opens a USB terminal of a known maker as a serial port without asking (RS-232 or another maker: --all-ports)',
        },
    {
      name: 'WebUsbAllowDevicesForUrls',
      value: terminals,
      why: 'the same over WebUSB, also for terminals that have no USB serial number',
    },
    { name: 'RestoreOnStartup', value: 4, why: 'the browser starts with the pages of the next key' },
    {
      name: 'RestoreOnStartupURLs',
      value: [`${origin}/`],
      why: 'the connector page is open as soon as the browser is',
    },
    {
      name: 'LocalNetworkAccessAllowedForUrls',
      value: [origin],
      why: 'the page speaks with this computer without a question (no permission is needed today; the key keeps it working if the browser asks for one)',
    },
  ];
}

/** The policies as the JSON object that the browser reads. */
export const policyObject = (keys: readonly PolicyKey[]): Record<string, PolicyValue> =>
  Object.fromEntries(keys.map(({ name, value }) => [name, value]));
