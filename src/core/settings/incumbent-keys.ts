import { z } from 'zod';
import { connectorKeys } from './connector-keys.ts';
import { asMessage } from './remark.ts';
import { oneOf, optional, text, wholeNumber } from './written-values.ts';

const contractKeys = z.object(
  {
    payment_application: text(/^[0-9A-Z]{3}$/i, 'payment-application'),
    merchant_id: text(/^[\w-]{1,32}$/, 'merchant-number'),
    rank: text(/^\d{1,3}$/, 'rank'),
  },
  asMessage('contract-parts'),
);

/** The keys of HiPay's `config.yml`, as its installer prints them, and ours under `connector`. */
export const incumbentKeys = z.object({
  hipay_login: optional(text()),
  hipay_password: optional(text()),
  serial_port: optional(text()),
  serial_number: optional(text(/^.{0,64}$/, 'serial-number')),
  local_port: optional(wholeNumber(0, 65_535)),
  api_username: text(/^.{1,255}$/, 'till-user'),
  api_password: text(/^.{1,512}$/, 'till-password'),
  environment: optional(oneOf(['dev', 'stage', 'prod'])),
  authorization_threshold: optional(text(/^\d{1,7}(?:[.,]\d{1,3})?$/, 'amount')),
  update_time: optional(text()),
  contract: optional(
    z.object({ proxy: optional(contractKeys), nfc: optional(contractKeys) }, asMessage('contract-kinds')),
  ),
  baudRate: optional(wholeNumber(110, 256_000)),
  dataBits: optional(wholeNumber(7, 8)),
  parity: optional(oneOf(['none', 'even', 'odd'])),
  stopBits: optional(wholeNumber(1, 2)),
  connector: optional(connectorKeys),
});
