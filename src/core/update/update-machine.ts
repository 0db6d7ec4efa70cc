/**
 * One update, from the checked package to the proven version, as a pure machine. The states up to `switched` run in the
 * sidecar of the version before. The others run in a watcher: another process of the version before, beside the new version.
 * The pointer file alone carries the update from the sidecar to the watcher.
 */
export type UpdateState =
  | { readonly is: 'idle' }
  /** Checked and unpacked beside the running version. */
  | { readonly is: 'verified'; readonly version: string }
  /** Waits until no payment runs and the time of day has come. */
  | { readonly is: 'waiting'; readonly version: string; readonly kind: SwitchKind }
  /** The pointer names the other version, and the program ends; the launcher starts the other version. */
  | { readonly is: 'switched'; readonly version: string; readonly kind: SwitchKind }
  | Proving
  | { readonly is: 'proven'; readonly version: string }
  /** The new version has failed. The program goes back only if no payment has begun with the new version. */
  | (Omit<Proving, 'is'> & { readonly is: 'going-back'; readonly why: string })
  | { readonly is: 'went-back'; readonly version: string; readonly why: string }
  /**
   * The new version is not proven, and there is no way back: a payment has begun with it, or its page may have stored what
   * the version before cannot read. A person must decide, unless the new version gets ready after all.
   */
  | (Omit<Proving, 'is'> & { readonly is: 'alarm'; readonly why: string });

/** Only an update must be proven after its switch. After a rollback, the program never goes back further by itself. */
export type SwitchKind = 'update' | 'rollback';

export interface Proving {
  readonly is: 'proving';
  readonly version: string;
  /** True if a page of the new version must connect. */
  readonly pageExpected: boolean;
  /** True if the version before can read what the new version stores. */
  readonly readable: boolean;
  /** True while it answers and no page is missing. */
  readonly isWell: boolean;
  /** Since when `isWell` is what it is; at first the start. Monotonic ms. */
  readonly since: number;
  /** True once the new version has answered. */
  readonly hasAnswered: boolean;
  /** True once a page of the new version was connected: it may have stored something in its own form. */
  readonly hadPage: boolean;
}

export interface HealthSeen {
  readonly version: string;
  /** Version of the page that would answer a till. */
  readonly pageVersion?: string | undefined;
  /** True if that page has opened its journal. */
  readonly isJournalOpen: boolean;
}

export type UpdateEvent =
  | { readonly kind: 'verified'; readonly version: string }
  /** `rollback`: a person asks for the version before. */
  | { readonly kind: 'accepted'; readonly version: string; readonly as: SwitchKind }
  | { readonly kind: 'looked'; readonly isBusy: boolean; readonly isDue: boolean }
  /** The new version was started. */
  | {
      readonly kind: 'started';
      readonly now: number;
      readonly version: string;
      readonly starts: number;
      readonly pageExpected: boolean;
      readonly readable: boolean;
      /** Why an alarm was raised at an earlier start. Then it is decided that the version does not go back by itself. */
      readonly alarm?: string | undefined;
    }
  /** `health` is what the new version answers now. Undefined if it does not answer. */
  | { readonly kind: 'asked'; readonly now: number; readonly health: HealthSeen | undefined }
  /**
   * The new version has ended. `asked`: the system stopped it, or it asked for another start. `isDone`: it ended without a
   * fault, as after GET /stop. `cannotRun`: why it could not be run at all.
   */
  | {
      readonly kind: 'ended';
      readonly asked: boolean;
      readonly isDone: boolean;
      readonly cannotRun?: string | undefined;
    }
  /** The result of `claim-way-back`. `hasWon`: no payment has begun with the new version, and none can begin any more. */
  | { readonly kind: 'claimed'; readonly hasWon: boolean };

export type UpdateAction =
  | { readonly do: 'keep-waiting-file'; readonly version: string; readonly as: SwitchKind }
  /** Ends the program after the running payment, then writes the pointer. */
  | { readonly do: 'switch'; readonly version: string; readonly as: SwitchKind }
  /** Claims the way back, so that no payment begins with the new version any more. Fails if one has begun. */
  | { readonly do: 'claim-way-back' }
  /** Claims the version for its page, against the way back. */
  | { readonly do: 'claim-page' }
  | { readonly do: 'point-back'; readonly why: string }
  | { readonly do: 'end-new-version' }
  | { readonly do: 'write-proven' }
  | { readonly do: 'raise-alarm'; readonly why: string };

export interface UpdateStep {
  readonly state: UpdateState;
  readonly actions: readonly UpdateAction[];
}

export const idleUpdate: UpdateState = { is: 'idle' };

/** A new version must be ready within this time. Without a page, it must answer for this time without a break. */
export const proveWithinMs = 5 * 60_000;
/**
 * A version must be proven within this number of starts; at the next start the program goes back. One start is not enough,
 * because the computer may lose power.
 */
export const maxStarts = 3;

/** True if no state follows in the same process. */
export const isFinal = ({ is }: UpdateState): boolean =>
  is === 'switched' || is === 'proven' || is === 'went-back';

const step = (state: UpdateState, ...actions: readonly UpdateAction[]): UpdateStep => ({ state, actions });

export function stepUpdate(state: UpdateState, event: UpdateEvent): UpdateStep {
  switch (event.kind) {
    case 'verified':
      return state.is === 'idle' || state.is === 'verified' || state.is === 'waiting'
        ? step({ is: 'verified', version: event.version })
        : step(state);
    case 'accepted':
      return accept(state, event);
    case 'looked':
      return switchIfDue(state, event);
    case 'started':
      return beginProving(event);
    case 'asked':
      return state.is === 'proving' || state.is === 'alarm' ? judgeHealth(state, event) : step(state);
    case 'ended':
      return state.is === 'proving' ? judgeEnd(state, event) : step(state);
    case 'claimed':
      return state.is === 'going-back' ? afterClaim(state, event.hasWon) : step(state);
  }
}

function accept(state: UpdateState, { version, as }: Extract<UpdateEvent, { kind: 'accepted' }>): UpdateStep {
  const isKnown = as === 'rollback' || (state.is === 'verified' && state.version === version);
  const mayReplace = state.is === 'idle' || state.is === 'verified' || state.is === 'waiting';
  if (!isKnown || !mayReplace) return step(state);
  return step({ is: 'waiting', version, kind: as }, { do: 'keep-waiting-file', version, as });
}

function switchIfDue(
  state: UpdateState,
  { isBusy, isDue }: { readonly isBusy: boolean; readonly isDue: boolean },
): UpdateStep {
  if (state.is !== 'waiting' || isBusy || !isDue) return step(state);
  const { version, kind } = state;
  return step({ is: 'switched', version, kind }, { do: 'switch', version, as: kind });
}

function beginProving({
  now,
  version,
  starts,
  alarm,
  ...rest
}: Extract<UpdateEvent, { kind: 'started' }>): UpdateStep {
  const { pageExpected, readable } = rest;
  const state: Proving = {
    is: 'proving',
    version,
    pageExpected,
    readable,
    isWell: false,
    since: now,
    hasAnswered: false,
    hadPage: false,
  };
  if (alarm !== undefined) return step({ ...state, is: 'alarm', why: alarm });
  if (starts <= maxStarts) return step(state);
  return goBackOrAlarm(state, `it was started ${maxStarts} times and never got ready`);
}

function judgeHealth(
  state: Proving | Extract<UpdateState, { is: 'alarm' }>,
  { now, health }: Extract<UpdateEvent, { kind: 'asked' }>,
): UpdateStep {
  const { version, pageExpected, readable } = state;
  const isOwn = health?.version === version;
  const isPageNew = isOwn && health.pageVersion === version;
  const isWell = isPageNew ? health.isJournalOpen : isOwn && !pageExpected;
  const next = {
    ...state,
    isWell,
    since: isWell === state.isWell ? state.since : now,
    hasAnswered: state.hasAnswered || isOwn,
    hadPage: state.hadPage || isPageNew,
  };
  const isLong = now - next.since >= proveWithinMs;
  if (isWell && (isPageNew || isLong)) return step({ is: 'proven', version }, { do: 'write-proven' });
  if (next.is === 'alarm') return step(next);
  if (health && !isOwn) return goBackOrAlarm(next, `it says that it is version ${health.version}`);
  const { state: after, actions } =
    isLong && !isWell ? goBackOrAlarm(next, textOfTimeout(next, health, now - next.since)) : step(next);
  return next.hadPage && !state.hadPage && !readable
    ? step(after, { do: 'claim-page' }, ...actions)
    : step(after, ...actions);
}

/**
 * A version that was stopped on purpose waits for its next start. A version that never answered cannot have got a GET /stop,
 * so its end counts as a failure.
 */
const judgeEnd = (
  state: Proving,
  { asked, isDone, cannotRun }: Extract<UpdateEvent, { kind: 'ended' }>,
): UpdateStep =>
  asked || (isDone && state.hasAnswered)
    ? step(state)
    : goBackOrAlarm(state, cannotRun ?? 'it ended by itself');

function textOfTimeout({ hasAnswered }: Proving, health: HealthSeen | undefined, waitedMs: number): string {
  const within =
    waitedMs < 120_000
      ? `within ${Math.round(waitedMs / 1000)} seconds`
      : `within ${Math.floor(waitedMs / 60_000)} minutes`;
  if (!health) return hasAnswered ? `it stopped answering ${within}` : `it did not answer ${within}`;
  if (health.pageVersion === undefined) return `no page connected ${within}`;
  return health.pageVersion === health.version
    ? `its page did not open its journal ${within}`
    : `the page was still of version ${health.pageVersion} ${within}`;
}

/**
 * Goes back, or raises the alarm. There is no way back if the new version's page may have stored what the version before
 * cannot read: the version before would not see all payments.
 */
const goBackOrAlarm = (state: Proving, why: string): UpdateStep =>
  !state.readable && state.hadPage
    ? raiseAlarm(state, why)
    : step({ ...state, is: 'going-back', why }, { do: 'claim-way-back' });

function afterClaim(state: Extract<UpdateState, { is: 'going-back' }>, won: boolean): UpdateStep {
  const { version, why } = state;
  if (!won) return raiseAlarm(state, why);
  // The pointer is written first, so that the version before starts if the power fails now.
  return step({ is: 'went-back', version, why }, { do: 'point-back', why }, { do: 'end-new-version' });
}

const raiseAlarm = (state: Proving | Extract<UpdateState, { is: 'going-back' }>, why: string): UpdateStep =>
  step({ ...state, is: 'alarm', why }, { do: 'raise-alarm', why });
