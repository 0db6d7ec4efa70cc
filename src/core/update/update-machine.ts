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
  /** Wants to go back. Goes back only if no payment has begun with the new version. */
  | (Omit<Proving, 'is'> & { readonly is: 'going-back'; readonly why: string })
  | { readonly is: 'went-back'; readonly version: string; readonly why: string }
  /**
   * Not proven, and there is no way back: a payment has begun with it, or its page may have stored what the version before
   * cannot read. A person must decide, unless it gets ready after all.
   */
  | (Omit<Proving, 'is'> & { readonly is: 'alarm'; readonly why: string });

/** Only an update must be proven after its switch. From the way back of a person, there is no further way back. */
export type SwitchKind = 'update' | 'rollback';

export interface Proving {
  readonly is: 'proving';
  readonly version: string;
  /** True if a page of the new version must connect. */
  readonly pageExpected: boolean;
  /** True if the version before reads what this one stores. */
  readonly readable: boolean;
  /** Monotonic ms. */
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
    }
  /** `health` is what the new version answers now. Undefined if it does not answer. */
  | { readonly kind: 'asked'; readonly now: number; readonly health: HealthSeen | undefined }
  /**
   * The new version has ended. `asked`: the system stopped it, or it asked for another start. `isDone`: it ended without a
   * fault, as after GET /stop.
   */
  | { readonly kind: 'ended'; readonly asked: boolean; readonly isDone: boolean }
  /** The claim has a result: true if the way back was claimed before the first payment. */
  | { readonly kind: 'claimed'; readonly hasWon: boolean };

export type UpdateAction =
  | { readonly do: 'keep-waiting-file'; readonly version: string; readonly as: SwitchKind }
  /** Ends the program after the running payment, then writes the pointer. */
  | { readonly do: 'switch'; readonly version: string; readonly as: SwitchKind }
  /** Claims the way back, against the first payment. */
  | { readonly do: 'claim-way-back' }
  | { readonly do: 'point-back'; readonly why: string }
  | { readonly do: 'end-new-version' }
  | { readonly do: 'write-proven' }
  | { readonly do: 'raise-alarm'; readonly why: string };

export interface UpdateStep {
  readonly state: UpdateState;
  readonly actions: readonly UpdateAction[];
}

export const idleUpdate: UpdateState = { is: 'idle' };

/** A new version must be ready within this time. */
export const proveWithinMs = 5 * 60_000;
/** Number of starts that a version has to be proven. At the next one it goes back: the computer may lose power each time. */
export const mostStarts = 3;

/** True if no state follows in the same process. */
export const isFinal = ({ is }: UpdateState): boolean =>
  is === 'switched' || is === 'proven' || is === 'went-back';

const stay = (state: UpdateState, ...actions: readonly UpdateAction[]): UpdateStep => ({ state, actions });

export function stepUpdate(state: UpdateState, event: UpdateEvent): UpdateStep {
  switch (event.kind) {
    case 'verified':
      return state.is === 'idle' || state.is === 'verified' || state.is === 'waiting'
        ? stay({ is: 'verified', version: event.version })
        : stay(state);
    case 'accepted':
      return accept(state, event);
    case 'looked':
      return look(state, event);
    case 'started':
      return begin(event);
    case 'asked':
      return state.is === 'proving' || state.is === 'alarm' ? prove(state, event) : stay(state);
    case 'ended':
      return state.is === 'proving' ? end(state, event) : stay(state);
    case 'claimed':
      return state.is === 'going-back' ? goBack(state, event.hasWon) : stay(state);
  }
}

function accept(state: UpdateState, { version, as }: Extract<UpdateEvent, { kind: 'accepted' }>): UpdateStep {
  const isKnown = as === 'rollback' || (state.is === 'verified' && state.version === version);
  const mayReplace = state.is === 'idle' || state.is === 'verified' || state.is === 'waiting';
  if (!isKnown || !mayReplace) return stay(state);
  return stay({ is: 'waiting', version, kind: as }, { do: 'keep-waiting-file', version, as });
}

function look(
  state: UpdateState,
  { isBusy, isDue }: { readonly isBusy: boolean; readonly isDue: boolean },
): UpdateStep {
  if (state.is !== 'waiting' || isBusy || !isDue) return stay(state);
  const { version, kind } = state;
  return stay({ is: 'switched', version, kind }, { do: 'switch', version, as: kind });
}

function begin({ now, version, starts, ...rest }: Extract<UpdateEvent, { kind: 'started' }>): UpdateStep {
  const { pageExpected, readable } = rest;
  const state: Proving = {
    is: 'proving',
    version,
    pageExpected,
    readable,
    since: now,
    hasAnswered: false,
    hadPage: false,
  };
  if (starts <= mostStarts) return stay(state);
  return failed(state, `it was started ${mostStarts} times and never got ready`);
}

function prove(
  state: Proving | Extract<UpdateState, { is: 'alarm' }>,
  { now, health }: Extract<UpdateEvent, { kind: 'asked' }>,
): UpdateStep {
  const { version, pageExpected } = state;
  const isOwn = health?.version === version;
  const isPageNew = health?.pageVersion === version;
  if (isOwn && (!pageExpected || (isPageNew && health.isJournalOpen)))
    return stay({ is: 'proven', version }, { do: 'write-proven' });
  if (state.is === 'alarm') return stay(state);
  if (health && !isOwn) return failed(state, `it says that it is version ${health.version}`);
  const next: Proving = {
    ...state,
    hasAnswered: state.hasAnswered || isOwn,
    hadPage: state.hadPage || isPageNew,
  };
  return now - state.since >= proveWithinMs ? failed(next, tooLate(next, health)) : stay(next);
}

/** A version that was stopped waits for its next start. Without an answer so far, it cannot have got a GET /stop. */
const end = (
  state: Proving,
  { asked, isDone }: { readonly asked: boolean; readonly isDone: boolean },
): UpdateStep => (asked || (isDone && state.hasAnswered) ? stay(state) : failed(state, 'it ended by itself'));

function tooLate({ hasAnswered }: Proving, health: HealthSeen | undefined): string {
  const within = `within ${proveWithinMs / 60_000} minutes`;
  if (!health) return hasAnswered ? `it stopped answering ${within}` : `it did not answer ${within}`;
  if (health.pageVersion === undefined) return `no page connected ${within}`;
  return health.pageVersion === health.version
    ? `its page did not open its journal ${within}`
    : `the page was still of version ${health.pageVersion} ${within}`;
}

/** If its page may have stored what the version before cannot read, that version would not see all payments: no way back. */
const failed = (state: Proving, why: string): UpdateStep =>
  !state.readable && state.hadPage
    ? raiseAlarm(state, why)
    : stay({ ...state, is: 'going-back', why }, { do: 'claim-way-back' });

function goBack(state: Extract<UpdateState, { is: 'going-back' }>, won: boolean): UpdateStep {
  const { version, why } = state;
  if (!won) return raiseAlarm(state, why);
  // The pointer first: if the power fails now, the version before starts.
  return stay({ is: 'went-back', version, why }, { do: 'point-back', why }, { do: 'end-new-version' });
}

const raiseAlarm = (state: Proving | Extract<UpdateState, { is: 'going-back' }>, why: string): UpdateStep =>
  stay({ ...state, is: 'alarm', why }, { do: 'raise-alarm', why });
