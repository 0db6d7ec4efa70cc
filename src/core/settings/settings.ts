import type * as z from 'zod/mini';
import { schemaOf, settingDefs } from './setting-defs.ts';

/** Everything the connector in the browser needs to know of its shop. Ours; the incumbent's file is mapped to it. */
export const settings = schemaOf(settingDefs);
export type Settings = z.infer<typeof settings>;
export type SettingsInput = z.input<typeof settings>;

export const defaultSettings = (): Settings => settings.parse({});

export const serialSettings = schemaOf(settingDefs.terminal.serial);
export type SerialSettings = z.infer<typeof serialSettings>;
