import type { RemarkCode } from './remark.ts';

/** Apart from the other remarks: the connector, which reads no files, says these alone. */
export const englishFaults = {
  'simulated-terminal-in-prod': 'a simulated terminal cannot be used in environment prod',
  'simulated-gateway-in-prod': 'a simulated or replaced HiPay gateway cannot be used in environment prod',
  'network-address-missing': 'a terminal on the network needs its address (terminal_host)',
  'network-language':
    'a terminal on the network needs the language caisse-ap-v3: Concert V2 is for serial lines',
  'gateway-elsewhere': 'a replacement for HiPay’s gateway must be an http address on this machine',
} as const satisfies Partial<Record<RemarkCode, string>>;

/** Why settings that have the right form must still not be used. */
export type SettingsFaultCode = keyof typeof englishFaults;
