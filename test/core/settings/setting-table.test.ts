import { expect, expectTypeOf, test } from 'vitest';
import type * as z from 'zod/mini';
import {
  type FlagField as F2,
  type SettingPath as P2,
  schemaOf,
  settingDefs,
  settingRows,
  type TextField as T2,
} from '../../../src/core/settings/setting-defs.ts';
import { type Settings, type SettingsInput, settings } from '../../../src/core/settings/settings.ts';
import { portablePaths, type SettingPath, wayOf } from '../../../src/core/settings/settings-file.ts';
import {
  type FlagField,
  flagFields,
  type TextField,
  textFields,
} from '../../../src/ui/settings/settings-draft.ts';

const derived = schemaOf(settingDefs);
type D = z.infer<typeof derived>;
type I = z.input<typeof derived>;
type Eq<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Flat<T> = T extends readonly unknown[] | string | number | boolean | undefined
  ? T
  : { [K in keyof T]: Flat<T[K]> };
const a: Eq<Flat<D>, Flat<Settings>> = true;
const b: Eq<Flat<I>, Flat<SettingsInput>> = true;
const c: Eq<P2, SettingPath> = true;
const d: Eq<T2, TextField> = true;
const e: Eq<F2, FlagField> = true;
test('equal', () => {
  expectTypeOf<D>().toEqualTypeOf<Settings>();
  expect(JSON.stringify(derived.parse({}))).toBe(JSON.stringify(settings.parse({})));
  expect([...settingRows.keys()].filter((p) => wayOf(p) === 'file')).toEqual(portablePaths);
  expect([a, b, c, d, e, textFields, flagFields]).toHaveLength(7);
});
