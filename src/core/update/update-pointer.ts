import * as z from 'zod/mini';
import { parseJsonAs } from '../parse-json.ts';
import { programVersion } from './program-version.ts';

const failure = z.object({
  version: programVersion,
  why: z.string(),
  at: z.number(),
  /** Present: a person went back from it. Absent: it went back by itself. */
  by: z.optional(z.literal('person')),
});
export type UpdateFailure = z.infer<typeof failure>;

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
  proving: z.optional(
    z.object({
      /** Home folder of the sidecar, where its running.json is. */
      home: z.string(),
      /** True if a page was connected before the switch: then a page of the new version must come. */
      pageExpected: z.boolean(),
      /** True if the version before reads what this one stores. */
      readable: z.boolean(),
      /** How often the version was started. */
      starts: z.int(),
    }),
  ),
  /** Versions that were gone back from, the newest last. None is taken again without a person. */
  failed: z.optional(z.array(failure)),
  /** The running version is not proven, and does not go back by itself: a person must decide. */
  alarm: z.optional(failure),
});
export type UpdatePointer = z.infer<typeof updatePointer>;

export const readUpdatePointer = (text: string): UpdatePointer | undefined =>
  parseJsonAs(updatePointer, text);

const mostFailures = 10;

/** The pointer after the switch. It keeps the version before as `previous`, for the watcher and for the way back. */
export const switchedPointer = (
  { version: previous, failed }: UpdatePointer,
  version: string,
  proving: Omit<NonNullable<UpdatePointer['proving']>, 'starts'>,
): UpdatePointer => ({
  format: 1,
  version,
  previous,
  proving: { ...proving, starts: 0 },
  ...(failed && { failed }),
});

export const provenPointer = ({ proving: _, alarm: _alarm, ...pointer }: UpdatePointer): UpdatePointer => ({
  ...pointer,
  format: 1,
  failed: pointer.failed?.filter(({ version }) => version !== pointer.version) ?? [],
});

/** The pointer after the way back by itself. Without a version before, nothing changes. */
export const pointerBack = (pointer: UpdatePointer, why: string, at: number): UpdatePointer =>
  backFrom(pointer, { version: pointer.version, why, at });

const backFrom = (
  { version, previous, failed = [] }: UpdatePointer,
  failure: UpdateFailure,
): UpdatePointer => ({
  format: 1,
  version: previous ?? version,
  failed: [...failed.filter((each) => each.version !== version), failure].slice(-mostFailures),
});

/** The pointer with an alarm. It stays unproven, so that the next start is watched again. */
export const alarmPointer = (pointer: UpdatePointer, why: string, at: number): UpdatePointer => ({
  ...pointer,
  alarm: { version: pointer.version, why, at },
});

/** The pointer after `hipay-ecr rollback`. The higher version stays on the disk. */
export const rolledBackPointer = (pointer: UpdatePointer, at: number): UpdatePointer =>
  backFrom(pointer, { version: pointer.version, why: 'a person went back from it', at, by: 'person' });
