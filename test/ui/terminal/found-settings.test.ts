import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readShopConfig } from '../../../src/core/settings/config-file.ts';
import { configLines, isAlreadySet, lineText } from '../../../src/ui/terminal/ecr-find-result.ts';
import { shopSettings } from '../helpers/fake-connector.ts';

const serial = { baudRate: 1200, dataBits: 7, parity: 'even', stopBits: 1, flowControl: 'none' } as const;
const present = shopSettings({ terminal: { serial: { flowControl: 'hardware' } } as never }).terminal;

test('the lines for the configuration file are read back as the found settings', () => {
  const found = { found: true, language: 'caisse-ap-v3', serial, saved: false } as const;
  const file = { ...parse(configLines(found, present)), api_username: 'till', api_password: 'x' };
  const read = readShopConfig(file);
  expect(read).toMatchObject({ config: { settings: { terminal: { language: 'caisse-ap-v3', serial } } } });
  expect(lineText(serial)).toBe('1200 7E1');
});

test('a Concert V2 terminal keeps its variant; an unclear one changes no language', () => {
  const found = { found: true, language: 'concert-v2', serial: present.serial, saved: false } as const;
  const onE = { ...present, language: 'concert-v2-e' } as const;
  const onV3 = { ...present, language: 'caisse-ap-v3' } as const;
  expect(configLines(found, onE)).toContain('language: concert-v2-e');
  expect(configLines(found, onE)).not.toContain('e+');
  expect(isAlreadySet(found, onE)).toBe(true);
  expect(configLines(found, onV3)).toContain('language: concert-v2-e+');
  expect(isAlreadySet(found, onV3)).toBe(false);
  expect(isAlreadySet({ ...found, language: 'unclear' }, onV3)).toBe(true);
  expect(isAlreadySet({ ...found, serial }, onE)).toBe(false);
});
