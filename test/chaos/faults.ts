import { type TwinScript, twinScript } from '../../src/simulator/terminal/twin-script.ts';
import { type Direction, someDirection } from './line-faults.ts';
import type { Chance } from './seeded-chance.ts';
import type { TerminalKind } from './terminal-kind.ts';

export type KillPoint =
  | { readonly at: 'time'; readonly ms: number }
  | { readonly at: 'record'; readonly state: string; readonly written: boolean }
  | { readonly at: 'wire'; readonly direction: Direction; readonly transmission: number }
  | { readonly at: 'gateway'; readonly moment: 'asked' | 'taken' | 'answered' }
  | { readonly at: 'outbox-write' };

export interface StorageFault {
  /** The first of the payment's writes that fails. */
  readonly write: number;
  readonly ms: number;
  /** True if reading fails too. */
  readonly reads: boolean;
}

export type GatewayFault =
  | 'down'
  | 'timeout-before'
  | 'timeout-after'
  | 'error-500'
  | 'unauthorised-401'
  | 'too-many-429'
  | 'html'
  | 'lost-answer'
  | 'slow'
  | 'answers-for-another'
  | 'unknown-state'
  | 'lookup-401'
  | 'lookup-404';

const stepped = (chance: Chance, name: string): string => `${name}-${chance.between(1, 10)}`;

/** Scripts that only Caisse-AP terminals have. */
const v3Deviations = [
  'single-bytes',
  'long-ticket',
  'padded-amount',
  'red-key-bare',
  'operator-bare',
  'busy',
  'partial-amount',
  'partial-amount',
  'partial-amount',
  'wrong-echo-amount',
  'wrong-echo-currency',
  'wrong-echo-register',
  'wrong-echo-operation',
  'half-answer',
  'extended-reason',
  'version-0301',
  'late-answer',
  'contactless',
  'contactless',
  'no-close',
  'close-at-once',
] as const;

/** Deviations of the terminal itself, with the simulator's names. */
export function someTerminalFault(chance: Chance, kind: TerminalKind): [string, TwinScript] {
  const name = kind !== 'concert' && chance.happens(0.5) ? chance.pick(v3Deviations) : usualDeviation(chance);
  const script = twinScript(name);
  if (!script) throw new Error(`the simulator has no script ${name}`);
  const isLate = name === 'too-slow-customer' || (name.startsWith('partial') && chance.happens(0.3));
  const late = isLate && { customerMs: chance.between(170_000, 260_000) };
  const naks = name === 'nak-once' && { naks: chance.between(1, 4) };
  const lrc = name === 'wrong-lrc-twice' && { wrongLrcs: chance.between(2, 4) };
  return [`terminal ${name.replace(/-\d+$/, '')}`, { ...script, ...late, ...naks, ...lrc }];
}

const usualDeviation = (chance: Chance): string =>
  chance.pick([
    'refuse',
    'cancel',
    'not-ready',
    'other-amount',
    'other-register',
    'other-currency',
    'unlisted-status',
    'taken-only',
    'answer-twice',
    'answer-twice',
    'wrong-lrc-once',
    'wrong-lrc-twice',
    'nak-once',
    'nak-always',
    'wrong-parity',
    'slow-customer',
    'too-slow-customer',
    'too-slow-customer',
    'too-slow-customer',
    'too-slow-customer',
    'long-answer',
    'short-answer',
    stepped(chance, 'silent-at'),
    stepped(chance, 'silent-at'),
    stepped(chance, 'unplug-at'),
  ]);

export function someKill(chance: Chance): [string, KillPoint] {
  switch (chance.pick(['time', 'record', 'record', 'wire', 'gateway', 'outbox-write'] as const)) {
    case 'time':
      return [
        'kill at a time',
        { at: 'time', ms: chance.pick([50, 400, 3000, 12_000, 190_000]) * (0.1 + chance.draw()) },
      ];
    case 'record': {
      const state = chance.pick([
        'intended',
        'sending',
        'waiting',
        'answered',
        'answered',
        'closed',
        'unknown',
      ] as const);
      return [`kill at ${state}`, { at: 'record', state, written: chance.happens(0.5) }];
    }
    case 'wire':
      return [
        'kill on the wire',
        { at: 'wire', direction: someDirection(chance), transmission: chance.between(0, 9) },
      ];
    case 'gateway':
      return [
        'kill at the gateway',
        { at: 'gateway', moment: chance.pick(['asked', 'taken', 'answered'] as const) },
      ];
    case 'outbox-write':
      return ['kill at an outbox write', { at: 'outbox-write' }];
  }
}

export const someGatewayFault = (chance: Chance): GatewayFault =>
  chance.pick([
    'down',
    'timeout-before',
    'timeout-after',
    'error-500',
    'unauthorised-401',
    'too-many-429',
    'html',
    'lost-answer',
    'slow',
    'answers-for-another',
    'unknown-state',
  ] as const);

/** What a HiPay account with several shops answers beside the usual faults. */
export const someLookUpFault = (chance: Chance): GatewayFault =>
  chance.pick([
    'lost-answer',
    'timeout-after',
    'answers-for-another',
    'unknown-state',
    'lookup-401',
    'lookup-404',
  ] as const);
