import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { languages } from '../../src/core/language.ts';
import { manifestDescription, manifestScreenshots, manifestShortcuts } from '../../src/pwa/manifest.ts';

test('the shortcuts of the installed program have the names of its screens in four languages', () => {
  expect(manifestShortcuts).toMatchObject([
    { name: 'Pay', url: '/#/pay', name_localized: { fr: 'Encaisser', it: 'Incassa', pt: 'Cobrar' } },
    { name: 'Today', url: '/#/payments', name_localized: { fr: 'Aujourd’hui', it: 'Oggi', pt: 'Hoje' } },
  ]);
});

test('each shortcut has an icon of its own', () => {
  const [pay, payments] = manifestShortcuts.map(({ icons }) => icons.map(({ src }) => src));
  expect(pay).toEqual(['shortcut-pay-96.png', 'shortcut-pay.svg']);
  expect(payments).toEqual(['shortcut-payments-96.png', 'shortcut-payments.svg']);
});

test('the program is described in four languages', () => {
  const { description, description_localized: others } = manifestDescription;
  expect(Object.keys(others)).toEqual(languages.filter((language) => language !== 'en'));
  expect(new Set([description, ...Object.values(others)]).size).toBe(languages.length);
});

test('the pictures are wide and narrow, and each file has the size that is said', () => {
  for (const { src, sizes } of manifestScreenshots) {
    const png = readFileSync(new URL(`../../public/${src}`, import.meta.url));
    // The header of a PNG: width and height from byte 16.
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, src).toBe(sizes);
  }
  const forms = manifestScreenshots.map(({ form_factor: form }) => form);
  expect(forms).toEqual(['wide', 'wide', 'narrow', 'narrow']);
});
