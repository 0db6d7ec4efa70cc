import * as z from 'zod/mini';
import { parseJsonAs } from '../parse-json.ts';
import { programVersion } from './program-version.ts';

const proving = z.object({
  /** Names this switch in the names of its claim files. Absent: an older program made the switch. */
  id: z.optional(z.string().check(z.regex(/^[0-9a-z-]{1,64}$/))),
  /** Home folder of the sidecar, where its running.json is. The new version says itself which one it uses. */
  home: z.string(),
  /** True if a page was connected before the switch: then a page of the new version must come. */
  pageExpected: z.boolean(),
  /** True if the version before reads what this one stores. */
  readable: z.boolean(),
  /** Number of starts of the version. Starts that a person or the system stopped are not counted. */
  starts: z.int(),
  /** The process of the start that was counted last: another watcher of the same start does not count it again. */
  counted: z.optional(z.object({ pid: z.int(), at: z.string() })),
});
export type UpdateProof = z.infer<typeof proving>;

const failure = z.object({
  version: programVersion,
  why: z.string(),
  at: z.number(),
  /** Present: a person went back from it. Absent: it went back by itself. */
  by: z.optional(z.literal('person')),
});
export type UpdateFailure = z.infer<typeof failure>;

const alarm = z.extend(failure, {
  /** Why it does not go back by itself. Absent: an older program raised the alarm. */
  stays: z.catch(z.optional(z.enum(['payment', 'page', 'no-version-before'])), undefined),
});
export type UpdateAlarm = z.infer<typeof alarm>;

/**
 * The file `current` of an installation: which version runs. The launcher, which is never replaced, reads `version`,
 * `previous` and `proving`. Everything that must survive a power cut together is in this one file.
 */
export const updatePointer = z.looseObject({
  format: z.literal(1),
  version: programVersion,
  /** The version before, for the way back. */
  previous: z.optional(programVersion),
  /** Present from the switch to a version until it is proven. */
  proving: z.optional(proving),
  /** Versions that the computer went back from, the newest last. None is installed again unless a person asks for it. */
  failed: z.optional(z.array(failure)),
  /** The running version is not proven, and does not go back by itself: a person must decide. */
  alarm: z.optional(alarm),
  /**
   * Present if the version before had an alarm when a higher version replaced it: what the pointer said about the version
   * before. The way back restores it.
   */
  alarmed: z.optional(
    z.object({ previous: z.optional(programVersion), proving: z.optional(proving), alarm }),
  ),
});
export type UpdatePointer = z.infer<typeof updatePointer>;

export const readUpdatePointer = (text: string): UpdatePointer | undefined =>
  parseJsonAs(updatePointer, text);

const pointerShape = z.looseObject({ format: z.optional(z.unknown()), version: z.optional(z.unknown()) });

/** Says what is wrong with the text of a pointer. Undefined if nothing is wrong. */
export function pointerFault(text: string): string | undefined {
  if (readUpdatePointer(text)) return undefined;
  const shape = parseJsonAs(pointerShape, text);
  if (!shape) return text.trim() === '' ? 'it is empty' : 'it is no JSON object';
  const { format, version } = shape;
  if (format === undefined) return '"format" is missing';
  if (format !== 1) return `"format" is ${JSON.stringify(format)}, and this program knows 1`;
  if (!programVersion.safeParse(version).success) return '"version" is no version';
  return 'one of its fields has a wrong value';
}

const maxFailures = 10;

/**
 * True while it is not decided whether the version stays. An alarm decides it: the version does not go back by itself, so a
 * higher version may replace it.
 */
export const isBeingProven = ({ proving, alarm }: UpdatePointer): boolean =>
  proving !== undefined && alarm === undefined;

/** The pointer after the switch. It keeps the version before as `previous`, for the watcher and for the way back. */
export const switchedPointer = (
  { version: previous, failed, ...before }: UpdatePointer,
  version: string,
  proving: Omit<NonNullable<UpdatePointer['proving']>, 'starts'>,
): UpdatePointer => ({
  format: 1,
  version,
  previous,
  proving: { ...proving, starts: 0 },
  ...(before.alarm && {
    alarmed: { previous: before.previous, proving: before.proving, alarm: before.alarm },
  }),
  ...(failed && { failed }),
});

export const provenPointer = ({
  proving: _,
  alarm: _alarm,
  alarmed: _alarmed,
  ...pointer
}: UpdatePointer): UpdatePointer => ({
  ...pointer,
  format: 1,
  failed: pointer.failed?.filter(({ version }) => version !== pointer.version) ?? [],
});

/** The pointer after the way back by itself. Without a version before, nothing changes. */
export const pointerBack = (pointer: UpdatePointer, why: string, at: number): UpdatePointer =>
  backFrom(pointer, { version: pointer.version, why, at });

const backFrom = (
  { version, previous, failed = [], alarmed }: UpdatePointer,
  failure: UpdateFailure,
): UpdatePointer => ({
  format: 1,
  version: previous ?? version,
  ...alarmed,
  failed: [...failed.filter((each) => each.version !== version), failure].slice(-maxFailures),
});

/** The pointer with an alarm. Its version stays unproven, so that the next start is watched again. */
export const alarmPointer = (
  pointer: UpdatePointer,
  { why, at, stays }: Pick<UpdateAlarm, 'why' | 'at' | 'stays'>,
): UpdatePointer => ({
  ...pointer,
  alarm: { version: pointer.version, why, at, ...(stays && { stays }) },
});

/** The pointer after `hipay-ecr rollback`. The higher version stays on the disk. */
export const rolledBackPointer = (pointer: UpdatePointer, at: number): UpdatePointer =>
  backFrom(pointer, { version: pointer.version, why: 'a person went back from it', at, by: 'person' });
