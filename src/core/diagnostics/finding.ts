/**
 * The checks in the order in which a technician works: first this page, then the terminal, then HiPay, then the rest.
 * `service` is the sidecar. The support file contains these names, so they must not change.
 */
export const checks = [
  'connector',
  'browser',
  'secure',
  'parts',
  'policy',
  'permission',
  'terminal',
  'owner',
  'service',
  'account',
  'network',
  'hipay',
  'clock',
  'notifications',
  'storage',
  'offline',
  'environment',
  'build',
  'wake-lock',
  'time-zone',
] as const;
export type Check = (typeof checks)[number];

/** All possible findings. A screen has texts for each: what it means and what to do. */
export const findingNames = [
  'connector-alive',
  'connector-gone',
  'browser-serial',
  'browser-usb-only',
  'browser-no-cable',
  'secure',
  'not-secure',
  'parts-there',
  'parts-missing',
  'policy-free',
  'policy-forbids',
  'permission-given',
  'permission-missing',
  'permission-not-needed',
  'permission-unknown',
  'terminal-lamp',
  'owner-here',
  'owner-elsewhere',
  'service-connected',
  'service-none',
  'service-away',
  'service-not-paired',
  'account-set',
  'account-missing',
  'account-doubtful',
  'contract-missing',
  'settings-unread',
  'network-there',
  'network-gone',
  'hipay-answers',
  'hipay-errors',
  'hipay-silent',
  'hipay-refuses-login',
  'hipay-refuses',
  'hipay-not-asked',
  'clock-right',
  'clock-fast',
  'clock-slow',
  'notifications-none',
  'notifications-none-here',
  'notifications-pending',
  'notifications-overdue',
  'notifications-parked',
  'storage-failed',
  'storage-kept',
  'storage-clearable',
  'storage-not-known',
  'storage-nearly-full',
  'offline-ready',
  'offline-update-waits',
  'offline-not-ready',
  'offline-unsupported',
  'environment-production',
  'environment-test',
  'environment-simulated',
  'build-known',
  'build-not-known',
  'wake-lock-there',
  'wake-lock-missing',
  'zone-known',
  'zone-not-known',
] as const;
export type FindingName = (typeof findingNames)[number];

/**
 * `look` is a warning: payments go on, but a person should check. `broken`: something does not work until it is repaired.
 * The support file contains these values, so they must not change.
 */
export type FindingState = 'good' | 'look' | 'broken';

/**
 * Times, sizes and durations are objects with the name of their kind, so that a screen can format them in its language.
 * `moment`: epoch ms. `span`: ms.
 */
export interface FindingValues {
  readonly [name: string]:
    | string
    | number
    | { readonly moment: number }
    | { readonly bytes: number }
    | { readonly span: number };
}

/** One finding: the check, its state, and the details. */
export interface Finding {
  readonly check: Check;
  readonly state: FindingState;
  readonly name: FindingName;
  readonly values: FindingValues;
}

export const finding = (
  check: Check,
  state: FindingState,
  name: FindingName,
  values: FindingValues = {},
): Finding => ({ check, state, name, values });

const weight: Record<FindingState, number> = { broken: 0, look: 1, good: 2 };

/** The worst first. Findings of equal state keep their order. */
export const worstFirst = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => weight[a.state] - weight[b.state]);
