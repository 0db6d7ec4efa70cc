import * as z from 'zod/mini';
import type { RemarkCode } from './remark.ts';

// The kinds of rows that the table of settings (`setting-defs.ts`) is made of.

/** What a value is: how the schema, the configuration file and the form read it. */
export type SettingKind =
  | { readonly is: 'word'; readonly words: readonly string[] }
  /** A whole number within limits. */
  | { readonly is: 'number'; readonly min: number; readonly max: number }
  /** One of a few numbers. */
  | { readonly is: 'choice' }
  /** Of a pattern, or of at most a length. */
  | { readonly is: 'text'; readonly fits: RegExp | number }
  | { readonly is: 'flag' }
  /** One contract of each kind, each a setting of its own. */
  | { readonly is: 'contracts' }
  /** Has rules of its own: `ownRules` in `config-file.ts`, `read-settings.ts` in the form. */
  | { readonly is: 'other' };

interface Traits {
  /**
   * Where the setting may go. `file`: into a file of settings and out of it. `secret`: into none. `service`: only the
   * configuration of the local service sets it, because a page that could would reach any machine of the network.
   */
  readonly carrier: 'file' | 'secret' | 'service';
  /** Its key in the configuration file under `connector:`; `toSettings` in `config-file.ts` maps HiPay's own keys. */
  readonly configKey?: string;
  /** By what the file's number is multiplied, e.g. 1000 where the file counts in seconds. */
  readonly configUnit?: number;
  /** What the configuration file says of a text that does not fit. */
  readonly remark?: RemarkCode;
  /** The part of the form that asks for it. Absent: the form does not. */
  readonly form?: 'terminal' | 'serial' | 'hipay' | 'contracts' | 'payments' | 'timers';
  /** When the form asks for it; absent: always. */
  readonly usedWhen?: 'on-cable' | 'simulated' | 'caisse-ap' | 'concert' | 'direct';
}

export interface SettingDef extends Traits {
  /** With its default. */
  readonly schema: z.ZodMiniType;
  readonly kind: SettingKind;
}

export interface SettingGroup {
  readonly [key: string]: SettingDef | SettingGroup;
}

export const word = <const Words extends readonly string[], const T extends Traits>(
  words: Words,
  usual: NoInfer<Words[number]>,
  traits: T,
) => ({ schema: z._default(z.enum(words), usual), kind: { is: 'word', words } as const, ...traits });

export const number = <const T extends Traits>(min: number, max: number, usual: number, traits: T) => ({
  schema: z._default(z.int().check(z.minimum(min), z.maximum(max)), usual),
  kind: { is: 'number', min, max } as const,
  ...traits,
});

export const choice = <const Value extends 1 | 2 | 7 | 8, const T extends Traits>(
  [one, two]: readonly [Value, Value],
  usual: NoInfer<Value>,
  traits: T,
) => ({
  schema: z._default(z.union([z.literal(one), z.literal(two)]), usual),
  kind: { is: 'choice' } as const,
  ...traits,
});

export const text = <const T extends Traits>(fits: RegExp | number, usual: string, traits: T) => ({
  schema: z._default(z.string().check(typeof fits === 'number' ? z.maxLength(fits) : z.regex(fits)), usual),
  kind: { is: 'text', fits } as const,
  ...traits,
});

export const flag = <const T extends Traits>(usual: boolean, traits: T) => ({
  schema: z._default(z.boolean(), usual),
  kind: { is: 'flag' } as const,
  ...traits,
});

export const other = <Schema extends z.ZodMiniType, const T extends Traits>(schema: Schema, traits: T) => ({
  schema,
  kind: { is: 'other' } as const,
  ...traits,
});
