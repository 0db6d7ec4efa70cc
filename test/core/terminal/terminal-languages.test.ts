import { expect, it } from 'vitest';
import { defaultSettings } from '../../../src/core/settings/settings.ts';
import { dialectFor } from '../../../src/core/terminal/dialects.ts';
import { offers, terminalLanguages } from '../../../src/core/terminal/terminal-languages.ts';

const operations = ['debit', 'credit', 'cancellation', 'duplicate', 'pre-authorisation'] as const;

it.each(terminalLanguages)('%s offers exactly the operations that its requests can express', (language) => {
  const dialect = dialectFor({ ...defaultSettings().terminal, language });
  for (const operation of operations)
    for (const means of ['card', 'cheque'] as const) {
      const encoded = dialect.encodeRequest({
        operation,
        means,
        registerNumber: '01',
        amountMinor: 1023,
        currency: 'EUR',
        forceAuthorization: false,
        longAnswer: false,
        receipts: true,
      });
      expect(offers(language, operation, means), `${operation} by ${means}`).toBe(encoded.ok);
    }
});
