import { mayHaveArrived, type OutboxEntry } from './outbox-entry.ts';
import type { ParkedReason } from './parked-reason.ts';

// A notification belongs to one account at HiPay (decision record 65).

export interface TryAccount {
  readonly login: string;
  readonly url: string;
  /** `hipayEnvironment`. Absent: not known. */
  readonly environment?: string | undefined;
}

/** Names the account of a try, without its password. The address of a simulated HiPay changes with its port. */
export const accountMark = ({ login, url, environment }: TryAccount): string =>
  `${login} ${environment ?? url}`;

export interface AccountRefusal {
  readonly as: ParkedReason;
  readonly detail: string;
}

/** Why this account must neither get the notification nor be asked for it. Entries of older programs name no account. */
export function refuseAccount(entry: OutboxEntry, account: TryAccount): AccountRefusal | undefined {
  const { environment, sentTo = [] } = entry;
  if (environment !== undefined && account.environment !== undefined && environment !== account.environment)
    return {
      as: 'other-environment',
      detail: `the sale was made for HiPay ${environment}, and the account is HiPay ${account.environment} now`,
    };
  const now = accountMark(account);
  const others = sentTo.filter((sent) => sent !== now);
  if (!mayHaveArrived(entry) || others.length === 0) return undefined;
  return {
    as: 'other-account',
    detail: `a try may have arrived in the account ${others.join(', ')}, and the account is ${now} now`,
  };
}

/** The notification, parked because the account is another one. It keeps its schedule. */
export const parkForAccount = (entry: OutboxEntry, { as, detail }: AccountRefusal): OutboxEntry => ({
  ...entry,
  state: 'parked',
  parkedAs: as,
  lastFailure: 'hipay-refused',
  lastDetail: detail,
});

/** The notification as pending, if it is parked because of another account and this account may have it; else undefined. */
export function releaseForAccount(entry: OutboxEntry, account: TryAccount): OutboxEntry | undefined {
  const { parkedAs, lastFailure: _f, lastDetail: _d, ...rest } = entry;
  const waits = parkedAs === 'other-environment' || parkedAs === 'other-account';
  if (entry.state !== 'parked' || !waits || refuseAccount(entry, account)) return undefined;
  return { ...rest, state: 'pending' };
}

/** The notification before a try with this account: from then on it may have arrived there too. */
export const withAccount = (entry: OutboxEntry, account: TryAccount): OutboxEntry => ({
  ...entry,
  sentTo: joinAccounts(mayHaveArrived(entry) ? entry.sentTo : [], [accountMark(account)]),
});

export const joinAccounts = (a: readonly string[] = [], b: readonly string[] = []): readonly string[] =>
  [...new Set([...a, ...b])].sort();
