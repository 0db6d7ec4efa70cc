import * as z from 'zod/mini';
import type { RemarkCode } from './remark.ts';

// The kinds of rows that the table of settings (`setting-defs.ts`) is made of.

/** Kind of a value. It decides how the schema, the configuration file and the form read it. */
export type SettingKind =
  | { readonly is: 'word'; readonly words: readonly string[] }
  /** A whole number within limits. */
  | { readonly is: 'number'; readonly min: number; readonly max: number }
  /** One of a few numbers. */
  | { readonly is: 'choice' }
  /** A text that matches the pattern, or has at most this length. */
  | { readonly is: 'text'; readonly fits: RegExp | number }
  | { readonly is: 'flag' }
  /** At most one contract of each kind; each is a separate setting. */
  | { readonly is: 'contracts' }
  /** A value with its own rules: `ownRules` in `config-file.ts`, and `read-settings.ts` for the form. */
  | { readonly is: 'other' };

interface Traits {
  /**
   * How the setting may be transferred. `file`: exported to a settings file and imported from one. `secret`: never in a
   * settings file. `service`: set only by the configuration of the local service, because a page that could set it
   * could reach any machine of the network.
   */
  readonly carrier: 'file' | 'secret' | 'service';
  /** Key of the setting under `connector:` in the configuration file. `toSettings` (`config-file.ts`) maps HiPay's keys. */
  readonly configKey?: string;
  /**
   * Factor for the number in the configuration file, e.g. 1000 if the file has seconds and the setting milliseconds.
   */
  readonly configUnit?: number;
  /** The remark for a text in the configuration file that does not match. */
  readonly remark?: RemarkCode;
  /** The part of the form that shows the setting. Absent: the form does not show it. */
  readonly form?: 'terminal' | 'serial' | 'hipay' | 'contracts' | 'payments' | 'timers';
  /** When the form shows the setting. Absent: always. */
  readonly usedWhen?: 'on-cable' | 'simulated' | 'caisse-ap' | 'concert' | 'direct';
}

export interface SettingDef extends Traits {
  /** The schema with the default value. */
  readonly schema: z.ZodMiniType;
  readonly kind: SettingKind;
}

export interface SettingGroup {
  readonly [key: string]: SettingDef | SettingGroup;
}

export const wordSetting = <const Words extends readonly string[], const T extends Traits>(
  words: Words,
  defaultValue: NoInfer<Words[number]>,
  traits: T,
) => ({ schema: z._default(z.enum(words), defaultValue), kind: { is: 'word', words } as const, ...traits });

export const numberSetting = <const T extends Traits>(
  min: number,
  max: number,
  defaultValue: number,
  traits: T,
) => ({
  schema: z._default(z.int().check(z.minimum(min), z.maximum(max)), defaultValue),
  kind: { is: 'number', min, max } as const,
  ...traits,
});

export const choiceSetting = <const Value extends 1 | 2 | 7 | 8, const T extends Traits>(
  [one, two]: readonly [Value, Value],
  defaultValue: NoInfer<Value>,
  traits: T,
) => ({
  schema: z._default(z.union([z.literal(one), z.literal(two)]), defaultValue),
  kind: { is: 'choice' } as const,
  ...traits,
});

export const textSetting = <const T extends Traits>(
  fits: RegExp | number,
  defaultValue: string,
  traits: T,
) => ({
  schema: z._default(
    z.string().check(typeof fits === 'number' ? z.maxLength(fits) : z.regex(fits)),
    defaultValue,
  ),
  kind: { is: 'text', fits } as const,
  ...traits,
});

export const flagSetting = <const T extends Traits>(defaultValue: boolean, traits: T) => ({
  schema: z._default(z.boolean(), defaultValue),
  kind: { is: 'flag' } as const,
  ...traits,
});

export const otherSetting = <Schema extends z.ZodMiniType, const T extends Traits>(
  schema: Schema,
  traits: T,
) => ({
  schema,
  kind: { is: 'other' } as const,
  ...traits,
});
