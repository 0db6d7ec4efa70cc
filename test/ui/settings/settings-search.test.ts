import { expect, test } from 'vitest';
import { findAmong } from '../../../src/ui/settings/settings-search.ts';

const among = [
  { name: 'serial', texts: ['Numéro de série du terminal', 'Au plus 64 caractères.'] },
  { name: 'speed', texts: ['Vitesse (bauds)', '110 à 256000.', 'terminal.serial.baudRate'] },
  { name: 'till', texts: ['Caisse électronique', 'TCP/IP'] },
] as const;

test.each([
  ['numero', ['serial']],
  ['NUMÉRO', ['serial']],
  ['electronique', ['till']],
  ['e\u0301lectronique', ['till']],
  ['tcp ip', ['till']],
  ['vit bau', ['speed']],
  ['baudrate', ['speed']],
  ['64 série', ['serial']],
  ['aisse', []],
  ['série vitesse', []],
  ['terminal', ['serial', 'speed']],
])('a search for %s finds %j', (search, names) => {
  expect([...(findAmong(search, among) ?? ['all'])]).toEqual(names);
});

test.each(['', '  ', '…', '´'])('a search for %j has no effect', (search) => {
  expect(findAmong(search, among)).toBeUndefined();
});
