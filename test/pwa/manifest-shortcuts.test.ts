import { expect, test } from 'vitest';
import { manifestShortcuts } from '../../src/pwa/manifest.ts';

test('the shortcuts of the installed program have the names of its screens in four languages', () => {
  expect(manifestShortcuts).toMatchObject([
    { name: 'Pay', url: '/#/pay', name_localized: { fr: 'Encaisser', it: 'Incassa', pt: 'Cobrar' } },
    { name: 'Today', url: '/#/payments', name_localized: { fr: 'Aujourd’hui', it: 'Oggi', pt: 'Hoje' } },
  ]);
});
