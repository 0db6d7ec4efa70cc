import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  NetworkExchangeEffect,
  NetworkExchangeEvent,
  NetworkExchangeState,
} from '../../../src/core/terminal/network-exchange.ts';
import { stepNetworkExchange } from '../../../src/core/terminal/network-exchange.ts';
import { runs } from '../../property-runs.ts';
import { everyPair } from '../every-pair.ts';

const customerMs = 180_000;

const states = {
  connecting: { at: 'connecting' },
  permission: { at: 'permission' },
  sending: { at: 'sending' },
  waiting: { at: 'waiting', reading: 'nothing', expired: false, overtime: false, isEarly: false },
  'waiting, incomplete answer': {
    at: 'waiting',
    reading: 'incomplete',
    expired: false,
    overtime: false,
    isEarly: false,
  },
  'waiting, whole answer': {
    at: 'waiting',
    reading: 'enough',
    expired: false,
    overtime: false,
    isEarly: false,
  },
  'waiting, expired': { at: 'waiting', reading: 'nothing', expired: true, overtime: false, isEarly: false },
  'waiting, in overtime': {
    at: 'waiting',
    reading: 'enough',
    expired: false,
    overtime: true,
    isEarly: false,
  },
  storing: { at: 'storing', expired: false },
  'storing, expired': { at: 'storing', expired: true },
  over: { at: 'over' },
} as const satisfies Record<string, NetworkExchangeState>;
const events = {
  connected: { kind: 'connected' },
  'not-connected': { kind: 'not-connected' },
  'permission-granted': { kind: 'permission-granted' },
  'permission-refused': { kind: 'permission-refused' },
  sent: { kind: 'sent' },
  'send-failed': { kind: 'send-failed' },
  'heard nothing': { kind: 'heard', reading: 'nothing' },
  'heard incomplete': { kind: 'heard', reading: 'incomplete' },
  'heard complete': { kind: 'heard', reading: 'complete' },
  'heard enough': { kind: 'heard', reading: 'enough' },
  'heard broken': { kind: 'heard', reading: 'broken' },
  quiet: { kind: 'quiet' },
  'customer-timer': { kind: 'customer-timer' },
  kept: { kind: 'kept' },
  'not-kept': { kind: 'not-kept' },
  abandon: { kind: 'abandon' },
  closed: { kind: 'closed' },
} as const satisfies Record<string, NetworkExchangeEvent>;

const wholeAnswer = ['waiting, whole answer', 'waiting, in overtime'] as const;
const anyWaiting = ['waiting', 'waiting, incomplete answer', ...wholeAnswer, 'waiting, expired'] as const;
const heard = {
  actsIn: ['connecting', 'permission', 'sending', ...anyWaiting],
  ignoredBecause: 'after a stored answer nothing more is read',
} as const;
const permissionOnce = 'the journal is asked only once: it was not asked yet, or has already answered';

describe('a network exchange', () => {
  everyPair({
    states,
    events,
    step: (state: NetworkExchangeState, event: NetworkExchangeEvent) => {
      const { state: next, effects } = stepNetworkExchange(state, event, customerMs);
      return [next, effects];
    },
    meanings: {
      connected: { actsIn: ['connecting'], ignoredBecause: 'an exchange opens only one connection' },
      'not-connected': { actsIn: ['connecting'], ignoredBecause: 'an exchange opens only one connection' },
      'permission-granted': { actsIn: ['permission'], ignoredBecause: permissionOnce },
      'permission-refused': { actsIn: ['permission'], ignoredBecause: permissionOnce },
      sent: { actsIn: ['sending'], ignoredBecause: 'the request is sent only once' },
      'send-failed': { actsIn: ['sending'], ignoredBecause: 'the request is sent only once' },
      'heard nothing': { actsIn: [], ignoredBecause: 'no byte of an answer has come' },
      'heard incomplete': heard,
      'heard complete': heard,
      'heard enough': heard,
      'heard broken': heard,
      quiet: { actsIn: wholeAnswer, ignoredBecause: 'there is no whole answer that could have ended' },
      'customer-timer': {
        actsIn: ['sending', ...anyWaiting],
        ignoredBecause: 'the timer runs only from the request to the answer',
      },
      kept: { actsIn: ['storing', 'storing, expired'], ignoredBecause: 'no answer is being stored' },
      'not-kept': { actsIn: ['storing', 'storing, expired'], ignoredBecause: 'no answer is being stored' },
      abandon: {
        actsIn: ['connecting', 'permission'],
        ignoredBecause: 'the request may have been sent, and cannot be taken back',
      },
      closed: {
        actsIn: ['connecting', 'permission', 'sending', ...anyWaiting],
        ignoredBecause: 'the answer has already come, or the exchange is over',
      },
    },
  });
});

/** Plays these events, and returns all states and all effects. */
function play(course: readonly NetworkExchangeEvent[]): {
  states: NetworkExchangeState[];
  effects: NetworkExchangeEffect[];
} {
  const passed: NetworkExchangeState[] = [{ at: 'connecting' }];
  const effects: NetworkExchangeEffect[] = [];
  for (const event of course) {
    const step = stepNetworkExchange(passed.at(-1)!, event, customerMs);
    passed.push(step.state);
    effects.push(...step.effects);
  }
  return { states: passed, effects };
}
const anyCourse = fc.array(fc.constantFrom<NetworkExchangeEvent>(...Object.values(events)), {
  maxLength: 14,
});
const count = (effects: readonly NetworkExchangeEffect[], kind: NetworkExchangeEffect['kind']) =>
  effects.filter((effect) => effect.kind === kind).length;

describe('an answer that has begun when the customer’s time ends', () => {
  const begun = ['connected', 'permission-granted', 'sent', 'heard complete', 'customer-timer'] as const;
  it('is still read', () => {
    const { effects } = play(begun.map((name) => events[name]));
    expect(count(effects, 'ended')).toBe(0);
  });
  it('is read at a second limit even if more bytes keep coming', () => {
    const { effects } = play(
      [...begun, 'heard complete' as const, 'customer-timer' as const].map((name) => events[name]),
    );
    expect(effects.at(-1)).toEqual({ kind: 'answer', origin: 'awaited' });
  });
  it('is given up at a second limit if the rest does not come', () => {
    const { effects } = play([...begun, 'heard incomplete' as const].map((name) => events[name]));
    expect(effects.filter(({ kind }) => kind === 'arm-customer').at(-1)).toMatchObject({ ms: 3000 });
    const cut = play(
      [...begun, 'heard incomplete' as const, 'customer-timer' as const].map((name) => events[name]),
    );
    expect(cut.effects.at(-1)).toEqual({ kind: 'ended', how: 'overdue' });
  });
});

describe('any course of an exchange', () => {
  const checkAnyCourse = (
    property: (played: ReturnType<typeof play>, course: NetworkExchangeEvent[]) => void,
  ) =>
    fc.assert(
      fc.property(anyCourse, (course) => property(play(course), course)),
      runs(400),
    );
  it('sends the request once, and only with the journal’s permission', () => {
    checkAnyCourse(({ effects }, course) => {
      expect(count(effects, 'send')).toBeLessThanOrEqual(1);
      if (count(effects, 'send') === 1)
        expect(course.some(({ kind }) => kind === 'permission-granted')).toBe(true);
    });
  });
  it('reports an answer once', () => {
    checkAnyCourse(({ effects }) => {
      expect(count(effects, 'answer')).toBeLessThanOrEqual(1);
    });
  });
  it('never ends as "nothing was sent" once the request may have been sent', () => {
    checkAnyCourse(({ effects }) => {
      const sent = effects.findIndex(({ kind }) => kind === 'send');
      if (sent < 0) return;
      for (const effect of effects.slice(sent)) {
        if (effect.kind === 'ended')
          expect(['answered', 'overdue', 'answer-broken', 'lost-after-frame']).toContain(effect.how);
      }
    });
  });
  it('never reports a late answer as the awaited one', () => {
    checkAnyCourse(({ effects }) => {
      const ends = effects.flatMap((effect) => (effect.kind === 'ended' ? [effect.how] : []));
      const answer = effects.find(({ kind }) => kind === 'answer');
      if (ends[0] === 'overdue' && answer) expect(answer).toMatchObject({ origin: 'unasked' });
    });
  });
  it('closes the connection at every end', () => {
    checkAnyCourse(({ states: passed, effects }) => {
      if (passed.at(-1)!.at === 'over') expect(count(effects, 'close')).toBe(1);
    });
  });
});
