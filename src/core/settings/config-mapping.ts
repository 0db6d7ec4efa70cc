import type { z } from 'zod';
import { exponentOf } from '../money/currency.ts';
import type { incumbentKeys } from './incumbent-keys.ts';
import { type SettingsInput, settings } from './settings.ts';

type Keys = z.output<typeof incumbentKeys>;
type WrittenContract = NonNullable<NonNullable<Keys['contract']>['proxy']>;

/** The settings that a configuration file asks for. What it leaves out gets our defaults. */
export function toSettings(keys: Keys): SettingsInput {
  const ours = keys.connector ?? {};
  const currencies = settings.shape.currencies.safeParse(ours.currencies);
  return {
    environment: keys.environment,
    terminal: {
      link: ours.link,
      language: ours.language,
      registerNumber: ours.register_number,
      serialNumber: keys.serial_number,
      longAnswer: ours.long_answer,
      receiptLanguage: ours.receipt_language,
      receipts: ours.receipts,
      caisseAp: { version: ours.caisse_ap_version, protocolId: ours.caisse_ap_protocol_id },
      script: ours.script,
      serial: {
        baudRate: keys.baudRate,
        dataBits: keys.dataBits as 7 | 8 | undefined,
        parity: keys.parity,
        stopBits: keys.stopBits as 1 | 2 | undefined,
        flowControl: ours.flow_control,
      },
      tcp: { host: ours.terminal_host, port: ours.terminal_port },
      timers: {
        controlMs: ours.timers?.control_ms,
        pauseMs: ours.timers?.pause_ms,
        turnaroundMs: ours.timers?.turnaround_ms,
        customerMs: ours.timers?.customer_ms,
        enquiryAttempts: ours.timers?.enquiry_attempts,
        frameResends: ours.timers?.frame_resends,
      },
    },
    hipay: {
      login: keys.hipay_login,
      password: keys.hipay_password,
      hashKey: ours.hash_key,
      // Who has a configuration file has a sidecar.
      route: ours.gateway ?? 'relay',
      gatewayUrl: ours.gateway_url,
      simulated: ours.gateway_url !== undefined,
    },
    contracts: {
      ...(keys.contract?.proxy && { proxy: toContract(keys.contract.proxy) }),
      ...(keys.contract?.nfc && { nfc: toContract(keys.contract.nfc) }),
    },
    authorizationThresholdMinor: minorOf(
      keys.authorization_threshold,
      currencies.success ? exponentOf(currencies.data[0] ?? 'EUR') : 2,
    ),
    currencies: ours.currencies as SettingsInput['currencies'],
    notificationWaitMs: ours.notification_wait === undefined ? undefined : ours.notification_wait * 1000,
  };
}

const toContract = (written: WrittenContract) => ({
  merchantId: written.merchant_id,
  paymentApplication: written.payment_application.toUpperCase(),
  rank: written.rank.padStart(3, '0'),
});

/** HiPay's threshold is one number in major units, of the shop's first currency. */
function minorOf(major: string | undefined, exponent: number): number | undefined {
  if (major === undefined) return undefined;
  const [whole = '', fraction = ''] = major.split(/[.,]/);
  return Number(whole + fraction.padEnd(exponent, '0').slice(0, exponent));
}
