import { z } from 'zod';
import { connectorKeys } from './connector-keys.ts';
import { oneOf, optional, text, wholeNumber } from './written-values.ts';

const contractKeys = z.object(
  {
    payment_application: text(/^[0-9A-Z]{3}$/i, 'expected three characters such as 001 or 00B'),
    merchant_id: text(/^[\w-]{1,32}$/, 'expected the merchant number of the contract'),
    rank: text(/^\d{1,3}$/, 'expected three digits such as 001'),
  },
  'expected payment_application, merchant_id and rank inside',
);

/** The keys of HiPay's `config.yml`, as its installer prints them, and ours under `connector`. */
export const incumbentKeys = z.object({
  hipay_login: optional(text()),
  hipay_password: optional(text()),
  serial_port: optional(text()),
  serial_number: optional(text(/^.{0,64}$/, 'expected at most 64 characters')),
  local_port: optional(wholeNumber(0, 65_535)),
  api_username: text(/^.{1,255}$/, 'expected the user name that the till sends'),
  api_password: text(/^.{1,512}$/, 'expected the password that the till sends'),
  environment: optional(oneOf(['dev', 'stage', 'prod'])),
  authorization_threshold: optional(
    text(/^\d{1,7}(?:[.,]\d{1,3})?$/, 'expected an amount such as 100 or 99,50'),
  ),
  update_time: optional(text()),
  contract: optional(
    z.object(
      { proxy: optional(contractKeys), nfc: optional(contractKeys) },
      'expected proxy, nfc or both inside',
    ),
  ),
  baudRate: optional(wholeNumber(110, 256_000)),
  dataBits: optional(wholeNumber(7, 8)),
  parity: optional(oneOf(['none', 'even', 'odd'])),
  stopBits: optional(wholeNumber(1, 2)),
  connector: optional(connectorKeys),
});
