import { expect, it } from 'vitest';
import { dialectFor } from '../../../src/core/terminal/dialects.ts';
import { terminalLanguages } from '../../../src/core/terminal/terminal-languages.ts';
import { someSettings } from '../../fakes/payment-examples.ts';

it.each(terminalLanguages)('settings with the language %s get its dialect', (language) => {
  expect(dialectFor(someSettings({ terminal: { language } }).terminal).name).toBe(language);
});

it('the identification has the version, the identifier and the register of the settings', () => {
  const { terminal } = someSettings({
    terminal: {
      language: 'caisse-ap-v3',
      registerNumber: '07',
      caisseAp: { version: '0310', protocolId: '247300123456' },
    },
  });
  expect(dialectFor(terminal).identification).toBe('CZ0040310CJ012247300123456CA00207CD001I');
});
