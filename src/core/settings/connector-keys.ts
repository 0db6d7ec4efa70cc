import { z } from 'zod';
import { isLoopbackUrl } from '../gateway/gateway-url.ts';
import { caisseApVersions } from '../terminal/caisse-ap/request.ts';
import { asMessage } from './remark.ts';
import { terminalLanguages } from './settings.ts';
import { oneOf, optional, text, wholeNumber, yesOrNo } from './written-values.ts';

const timerKeys = z.strictObject({
  control_ms: optional(wholeNumber(50, 30_000)),
  pause_ms: optional(wholeNumber(0, 30_000)),
  turnaround_ms: optional(wholeNumber(0, 1000)),
  customer_ms: optional(wholeNumber(1000, 900_000)),
  enquiry_attempts: optional(wholeNumber(1, 10)),
  frame_resends: optional(wholeNumber(0, 5)),
});

/** `EUR`, `EUR, CHF` or a list. */
const currencies = z.preprocess(
  (raw) => (typeof raw === 'string' ? raw.split(/[\s,]+/).filter((code) => code !== '') : raw),
  z.array(text(/^[A-Z]{3}$/, 'currency'), asMessage('currencies')).min(1),
);

/** Our own keys of the configuration file, under `connector:`. A mistyped one is an error: nobody else reads it. */
export const connectorKeys = z.strictObject({
  link: optional(oneOf(['web-serial', 'web-usb', 'tcp', 'simulated'])),
  terminal_host: optional(text(/^[0-9A-Za-z.:-]{1,253}$/, 'terminal-address')),
  terminal_port: optional(wholeNumber(1, 65_535)),
  language: optional(oneOf(terminalLanguages)),
  caisse_ap_version: optional(oneOf(caisseApVersions)),
  caisse_ap_protocol_id: optional(text(/^\d{12}$/, 'twelve-digits')),
  register_number: optional(text(/^[0-9A-Z]{2}$/, 'register-number')),
  long_answer: optional(yesOrNo),
  receipt_language: optional(oneOf(['fr', 'en', 'it', 'pt'])),
  receipts: optional(yesOrNo),
  flow_control: optional(oneOf(['none', 'hardware'])),
  script: optional(text(/^.{1,64}$/, 'script-name')),
  timers: optional(timerKeys),
  hash_key: optional(text()),
  gateway: optional(oneOf(['direct', 'relay'])),
  currencies: optional(currencies),
  gateway_url: optional(z.string().trim().refine(isLoopbackUrl, asMessage('this-machine'))),
  /** The file of the sidecar's log, else stderr. A relative path: from the home folder. */
  log: optional(text(/^.{1,1024}$/, 'log-path')),
  /** `false`: `GET /stop` answers and does not stop. */
  stop: optional(yesOrNo),
  /** A Unix socket for tills of the same user. Longer paths are cut off by some systems. */
  socket: optional(text(/^\/[^\0]{1,99}$/, 'socket-path')),
  /** How many payments may wait for the one before; 0: each is told at once that another runs. */
  queue: optional(wholeNumber(0, 50)),
  /** Seconds. */
  queue_wait: optional(wholeNumber(1, 900)),
  /** Seconds. */
  notification_wait: optional(wholeNumber(0, 60)),
});
