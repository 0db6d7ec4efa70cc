import type * as z from 'zod/mini';
import { schemaOf, settingDefs } from './setting-defs.ts';

/** All settings of the connector in the browser. The `config.yml` of HiPay's program is converted to this form. */
export const settings = schemaOf(settingDefs);
export type Settings = z.infer<typeof settings>;
export type SettingsInput = z.input<typeof settings>;

export const defaultSettings = (): Settings => settings.parse({});

export const serialSettings = schemaOf(settingDefs.terminal.serial);
export type SerialSettings = z.infer<typeof serialSettings>;
