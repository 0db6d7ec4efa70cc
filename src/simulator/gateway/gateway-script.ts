import * as z from 'zod/mini';

/** Path under which a sidecar serves its simulated HiPay. */
export const gatewayTwinPath = '/simulator/gateway';

/** The reaction of the simulated gateway to one order call. */
export type GatewayReaction =
  | 'accept'
  | 'slow'
  | 'error-500'
  | 'unauthorised'
  | 'lost-answer'
  | 'duplicate'
  | 'html'
  | 'too-many'
  | 'refuse'
  | 'taken'
  | 'another'
  | 'unknown-state';

/** The reaction of the simulated gateway to a look-up. */
export type LookUpReaction =
  | 'find'
  | 'slow'
  | 'error-500'
  | 'unauthorised'
  | 'not-found'
  | 'html'
  | 'too-many'
  | 'another'
  | 'list'
  | 'proxy-404'
  | 'endless';

/** The named scripts: the reaction to the first, second ... call for one order; the last one repeats. */
const scripts = {
  accept: ['accept'],
  slow: ['slow'],
  'error-500': ['error-500'],
  'error-500-then-fine': ['error-500', 'accept'],
  'unauthorised-401': ['unauthorised'],
  /**
   * Takes the order, then cuts the connection, so the caller cannot know the result. The second call is a duplicate.
   */
  'lost-answer': ['lost-answer', 'accept'],
  duplicate: ['duplicate'],
  /** HTTP status 200 with a page that is not from HiPay, as a captive portal or a proxy sends it. */
  html: ['html'],
  'too-many-429': ['too-many'],
  'too-many-429-then-fine': ['too-many', 'accept'],
  'refused-400': ['refuse'],
  /** Before the first call, another sale of the account has used the number. */
  'number-taken': ['taken'],
  /** The answer gets lost, and the account may not look orders up. */
  'lookup-401': ['lost-answer', 'accept'],
  /** The answer gets lost, and the look-up does not find the order. */
  'lookup-404': ['lost-answer', 'accept'],
  /** The answer gets lost, and the look-up answers with a list of the order's transactions. */
  'lookup-list': ['lost-answer', 'accept'],
  /** The answer gets lost, and a proxy answers the look-up with a 404 in JSON. */
  'lookup-proxy-404': ['lost-answer', 'accept'],
  /** The answer gets lost, and the answer to the look-up has no end. */
  'lookup-endless': ['lost-answer', 'accept'],
  /** HTTP status 200 and a completed order, but another one, as a cache may answer. The order is not taken. */
  'answers-for-another': ['another'],
  /** HTTP status 200 with a state that HiPay does not have. The order is not taken. */
  'unknown-state': ['unknown-state'],
} as const satisfies Record<string, readonly [GatewayReaction, ...GatewayReaction[]]>;

export type GatewayScript = keyof typeof scripts;

export const gatewayScript = z.enum(Object.keys(scripts) as [GatewayScript, ...GatewayScript[]]);

/** The reaction to the n-th call (from 1) for one order. */
export function reactionOf(script: GatewayScript, call: number): GatewayReaction {
  const reactions: readonly GatewayReaction[] = scripts[script];
  return reactions[Math.min(call, reactions.length) - 1] ?? 'accept';
}

/** Reactions to look-ups, where a script does not simply find the order. */
const lookUps: Partial<Record<GatewayScript, LookUpReaction>> = {
  slow: 'slow',
  'error-500': 'error-500',
  'unauthorised-401': 'unauthorised',
  html: 'html',
  'too-many-429': 'too-many',
  'lookup-401': 'unauthorised',
  'lookup-404': 'not-found',
  'lookup-list': 'list',
  'lookup-proxy-404': 'proxy-404',
  'lookup-endless': 'endless',
  'answers-for-another': 'another',
};

export const lookUpReactionOf = (script: GatewayScript): LookUpReaction => lookUps[script] ?? 'find';
