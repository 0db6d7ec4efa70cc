import type { TextField } from './field-names.ts';
import type { SettingsDraft } from './settings-draft.ts';

type SerialField = Extract<TextField, `terminal.serial.${string}`>;

const line = (dataBits: string, parity: string): Record<SerialField, string> => ({
  'terminal.serial.baudRate': '9600',
  'terminal.serial.dataBits': dataBits,
  'terminal.serial.parity': parity,
  'terminal.serial.stopBits': '1',
  'terminal.serial.flowControl': 'none',
});

/** The two line settings that terminals come with, as their menus write them. */
export const serialPresets = {
  '9600 8N1': line('8', 'none'),
  '9600 7E1': line('7', 'even'),
} as const;

export type SerialPreset = keyof typeof serialPresets;

export const presetOf = (draft: SettingsDraft): SerialPreset | undefined =>
  (Object.keys(serialPresets) as SerialPreset[]).find((name) =>
    Object.entries(serialPresets[name]).every(([field, value]) => draft[field as SerialField] === value),
  );
