import fc from 'fast-check';
import { expect, test } from 'vitest';
import { operationOf } from '../../../src/core/payment/payment-request.ts';
import { readPaymentCall } from '../../../src/core/rest/order-request.ts';
import { encodeFrame } from '../../../src/core/terminal/concert-v2/frames.ts';
import { dialectFor } from '../../../src/core/terminal/dialects.ts';
import { terminalLanguages } from '../../../src/core/terminal/terminal-languages.ts';
import { someSettings } from '../../fakes/payment-examples.ts';
import { runs } from '../../property-runs.ts';

// For any text in any field of a till, the terminal gets a frame of printable characters with only the amount.

/** Any text; texts that look like parts of a frame are tried more often. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\u0002', '\u0003', '\u0004', '\u0005', '\u0006', '\u0015', '\r\n', '\u0000'),
  fc.constantFrom('CB00410023', 'AE00210', '01000010230109782', '1e2', '0x10', '١٠', '10,23\u0003'),
);
const text = fc.array(hostile, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
const usual = { amount: '10,23', currency: 'EUR', order_id: 'Order_1', customer: { email: 'a@b.example' } };

/** Changes one field at a time, because a second change would often be refused and hide the first. */
const call = fc
  .oneof(
    ...['amount', 'currency', 'order_id', 'transaction_type', 'payment_means', 'force_authorization'].map(
      (name) => fc.record({ [name]: text }),
    ),
    fc.record({
      receipt_sending_option: fc.oneof(text, fc.dictionary(fc.constantFrom('sms', 'email', 'type'), text)),
    }),
    fc.record({ cart: fc.oneof(text, fc.record({ name: text, product_reference: text, type: text })) }),
    fc.record({ customer: fc.oneof(text, fc.record({ firstname: text, email: text, id: text })) }),
    fc.record({
      receipt_sending_option: fc.constant('all'),
      customer: fc.record({ email: text.map((name) => `${name}@b.example`), phone: text }),
    }),
    fc.record({ custom_data: fc.dictionary(text, text) }),
  )
  .map((change) => ({ ...usual, ...change }));

const printable = /^[\x20-\x7e]+$/;

test.each(terminalLanguages)('no field of a till forges a frame in %s', (language) => {
  const settings = someSettings({ terminal: { language } });
  const dialect = dialectFor(settings.terminal);
  let sent = 0;
  fc.assert(
    fc.property(call, (raw) => {
      const read = readPaymentCall(raw, ['EUR']);
      if (!read.ok) return;
      const { request } = read;
      const asked = {
        operation: operationOf(request.transactionType),
        means: request.paymentMeans,
        registerNumber: settings.terminal.registerNumber,
        amountMinor: request.amountMinor,
        currency: request.currency,
        forceAuthorization: request.forceAuthorization,
        longAnswer: false,
        receipts: true,
      };
      const encoded = dialect.encodeRequest({
        ...asked,
        ...(request.receiptTo && { receiptTo: request.receiptTo }),
      });
      if (!encoded.ok) return;
      sent += 1;
      expect(encoded.body).toMatch(printable);
      expect(encodeFrame(encoded.body)).toBeDefined();
      // Without a ticket address the frame equals that of a till that sends only the amount.
      if (!request.receiptTo) expect(encoded).toEqual(dialect.encodeRequest(asked));
    }),
    runs(400),
  );
  expect(sent).toBeGreaterThan(20);
});
