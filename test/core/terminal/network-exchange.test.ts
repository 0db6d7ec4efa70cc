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
  waiting: { at: 'waiting', reading: 'nothing', expired: false, overtime: false },
  'waiting, half heard': { at: 'waiting', reading: 'incomplete', expired: false, overtime: false },
  'waiting, whole': { at: 'waiting', reading: 'enough', expired: false, overtime: false },
  'waiting, given up': { at: 'waiting', reading: 'nothing', expired: true, overtime: false },
  'waiting, in overtime': { at: 'waiting', reading: 'enough', expired: false, overtime: true },
  storing: { at: 'storing', expired: false },
  'storing, late': { at: 'storing', expired: true },
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

const wholeAnswer = ['waiting, whole', 'waiting, in overtime'] as const;
const beforeAnswer = ['waiting', 'waiting, half heard', ...wholeAnswer, 'waiting, given up'] as const;
const heard = {
  actsIn: ['sending', ...beforeAnswer],
  ignoredBecause: 'before the request nothing can be its answer; after a whole answer nothing more is read',
} as const;
const once = 'the journal was asked once, and has answered or was not asked yet';

describe('every state and every event', () => {
  everyPair({
    states,
    events,
    step: (state: NetworkExchangeState, event: NetworkExchangeEvent) => {
      const { state: next, effects } = stepNetworkExchange(state, event, customerMs);
      return [next, effects];
    },
    meanings: {
      connected: { actsIn: ['connecting'], ignoredBecause: 'only the one opening of a call says so' },
      'not-connected': { actsIn: ['connecting'], ignoredBecause: 'only the one opening of a call says so' },
      'permission-granted': { actsIn: ['permission'], ignoredBecause: once },
      'permission-refused': { actsIn: ['permission'], ignoredBecause: once },
      sent: { actsIn: ['sending'], ignoredBecause: 'the request was handed over once' },
      'send-failed': { actsIn: ['sending'], ignoredBecause: 'the request was handed over once' },
      'heard nothing': { actsIn: ['sending'], ignoredBecause: 'no bytes, no news' },
      'heard incomplete': heard,
      'heard complete': heard,
      'heard enough': heard,
      'heard broken': heard,
      quiet: { actsIn: wholeAnswer, ignoredBecause: 'a timer of an answer that went on' },
      'customer-timer': {
        actsIn: ['sending', ...beforeAnswer],
        ignoredBecause: 'it runs from the request on, until an answer is here',
      },
      kept: { actsIn: ['storing', 'storing, late'], ignoredBecause: 'nothing is being kept' },
      'not-kept': { actsIn: ['storing', 'storing, late'], ignoredBecause: 'nothing is being kept' },
      abandon: {
        actsIn: ['connecting', 'permission'],
        ignoredBecause: 'the request is out: it cannot be called back',
      },
      closed: {
        actsIn: ['connecting', 'permission', 'sending', ...beforeAnswer],
        ignoredBecause: 'the answer is here already, or the call is over',
      },
    },
  });
});

/** A realistic exchange: events in any order, but timers only when they are started. */
function live(course: readonly NetworkExchangeEvent[]): {
  states: NetworkExchangeState[];
  effects: NetworkExchangeEffect[];
} {
  const lived: NetworkExchangeState[] = [{ at: 'connecting' }];
  const effects: NetworkExchangeEffect[] = [];
  for (const event of course) {
    const step = stepNetworkExchange(lived.at(-1)!, event, customerMs);
    lived.push(step.state);
    effects.push(...step.effects);
  }
  return { states: lived, effects };
}
const anyCourse = fc.array(fc.constantFrom<NetworkExchangeEvent>(...Object.values(events)), {
  maxLength: 14,
});
const count = (effects: readonly NetworkExchangeEffect[], kind: NetworkExchangeEffect['kind']) =>
  effects.filter((effect) => effect.kind === kind).length;

describe('an answer that has begun as the customer’s time ends', () => {
  const whole = ['connected', 'permission-granted', 'sent', 'heard complete', 'customer-timer'] as const;
  it('is still read', () => {
    const { effects } = live(whole.map((name) => events[name]));
    expect(count(effects, 'ended')).toBe(0);
  });
  it('is read after a limit although more and more bytes come', () => {
    const { effects } = live(
      [...whole, 'heard complete' as const, 'customer-timer' as const].map((name) => events[name]),
    );
    expect(effects.at(-1)).toEqual({ kind: 'answer', origin: 'awaited' });
  });
  it('is given up after a limit if the rest does not come', () => {
    const { effects } = live([...whole, 'heard incomplete' as const].map((name) => events[name]));
    expect(effects.filter(({ kind }) => kind === 'arm-customer').at(-1)).toMatchObject({ ms: 3000 });
    const cut = live(
      [...whole, 'heard incomplete' as const, 'customer-timer' as const].map((name) => events[name]),
    );
    expect(cut.effects.at(-1)).toEqual({ kind: 'ended', how: 'overdue' });
  });
});

describe('any course of a call', () => {
  const check = (property: (lived: ReturnType<typeof live>, course: NetworkExchangeEvent[]) => void) =>
    fc.assert(
      fc.property(anyCourse, (course) => property(live(course), course)),
      runs(400),
    );
  it('sends the request once, and only with the journal’s permission', () => {
    check(({ effects }, course) => {
      expect(count(effects, 'send')).toBeLessThanOrEqual(1);
      if (count(effects, 'send') === 1)
        expect(course.some(({ kind }) => kind === 'permission-granted')).toBe(true);
    });
  });
  it('reports an answer once', () => {
    check(({ effects }) => {
      expect(count(effects, 'answer')).toBeLessThanOrEqual(1);
    });
  });
  it('never says that nothing was sent once the request may have left', () => {
    check(({ effects }) => {
      const sent = effects.findIndex(({ kind }) => kind === 'send');
      if (sent < 0) return;
      for (const effect of effects.slice(sent)) {
        if (effect.kind === 'ended')
          expect(['answered', 'overdue', 'answer-broken', 'lost-after-frame']).toContain(effect.how);
      }
    });
  });
  it('a late answer never becomes the awaited answer of a call that was given up', () => {
    check(({ effects }) => {
      const ends = effects.flatMap((effect) => (effect.kind === 'ended' ? [effect.how] : []));
      const answer = effects.find(({ kind }) => kind === 'answer');
      if (ends[0] === 'overdue' && answer) expect(answer).toMatchObject({ origin: 'unasked' });
    });
  });
  it('closes the connection at every end', () => {
    check(({ states: lived, effects }) => {
      if (lived.at(-1)!.at === 'over') expect(count(effects, 'close')).toBe(1);
    });
  });
});
