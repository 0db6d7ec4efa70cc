import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepCall } from '../../../../src/core/terminal/call/call.ts';
import type { CallEffect, CallEvent, CallState } from '../../../../src/core/terminal/call/call-types.ts';

const customerMs = 180_000;
const readings = ['nothing', 'incomplete', 'complete', 'enough', 'broken'] as const;

const states: Record<string, CallState> = {
  connecting: { at: 'connecting' },
  permission: { at: 'permission' },
  sending: { at: 'sending' },
  waiting: { at: 'waiting', reading: 'nothing', expired: false },
  'waiting, half heard': { at: 'waiting', reading: 'incomplete', expired: false },
  'waiting, whole': { at: 'waiting', reading: 'enough', expired: false },
  'waiting, given up': { at: 'waiting', reading: 'nothing', expired: true },
  holding: { at: 'holding', expired: false },
  'holding, late': { at: 'holding', expired: true },
  over: { at: 'over' },
};
const events: Record<string, CallEvent> = {
  connected: { kind: 'connected' },
  'not-connected': { kind: 'not-connected' },
  'permission-granted': { kind: 'permission-granted' },
  'permission-refused': { kind: 'permission-refused' },
  sent: { kind: 'sent' },
  'send-failed': { kind: 'send-failed' },
  ...Object.fromEntries(readings.map((reading) => [`heard ${reading}`, { kind: 'heard', reading }])),
  quiet: { kind: 'quiet' },
  'customer-timer': { kind: 'customer-timer' },
  kept: { kind: 'kept' },
  'not-kept': { kind: 'not-kept' },
  abandon: { kind: 'abandon' },
  closed: { kind: 'closed' },
};

/** Which event means something where. All other pairs are ignored, for the reason that stands at their event below. */
const meant: Record<string, readonly string[]> = {
  connecting: ['connected', 'not-connected', 'closed', 'abandon'],
  permission: ['permission-granted', 'permission-refused', 'closed', 'abandon'],
  sending: ['sent', 'send-failed', 'closed', ...readings.map((reading) => `heard ${reading}`)],
  waiting: ['heard incomplete', 'heard complete', 'heard enough', 'heard broken', 'closed', 'customer-timer'],
  'waiting, half heard': [
    'heard incomplete',
    'heard complete',
    'heard enough',
    'heard broken',
    'closed',
    'customer-timer',
  ],
  'waiting, whole': ['heard incomplete', 'heard complete', 'heard enough', 'heard broken', 'quiet', 'closed'],
  'waiting, given up': [
    'heard incomplete',
    'heard complete',
    'heard enough',
    'heard broken',
    'closed',
    'customer-timer',
  ],
  holding: ['kept', 'not-kept'],
  'holding, late': ['kept', 'not-kept'],
  over: [],
};
const reasons: Record<string, string> = {
  connected: 'only the one opening of a call says so',
  'not-connected': 'only the one opening of a call says so',
  'permission-granted': 'the journal was asked once, and has answered or was not asked yet',
  'permission-refused': 'the journal was asked once, and has answered or was not asked yet',
  sent: 'the request was handed over once',
  'send-failed': 'the request was handed over once',
  'heard nothing': 'no bytes, no news',
  'heard incomplete':
    'before the request nothing can be its answer; after a whole answer nothing more is read',
  'heard complete': 'before the request nothing can be its answer; after a whole answer nothing more is read',
  'heard enough': 'before the request nothing can be its answer; after a whole answer nothing more is read',
  'heard broken': 'before the request nothing can be its answer; after a whole answer nothing more is read',
  quiet: 'a timer of an answer that went on',
  'customer-timer': 'the timer runs from the request on, and an answer that is here is not given up',
  kept: 'nothing is being kept',
  'not-kept': 'nothing is being kept',
  abandon: 'the request is out: it cannot be called back',
  closed: 'the answer is here already, or the call is over',
};

describe('every state and every event', () => {
  for (const [stateName, state] of Object.entries(states)) {
    it.each(Object.keys(events))(`${stateName}: %s`, (eventName) => {
      const step = stepCall(state, events[eventName]!, customerMs);
      const changes = step.effects.length > 0 || JSON.stringify(step.state) !== JSON.stringify(state);
      if (meant[stateName]!.includes(eventName)) expect(changes).toBe(true);
      else {
        expect(changes).toBe(false);
        expect(reasons[eventName]).toBeTruthy();
      }
    });
  }
});

/** A call as it can really go: events in any order, but timers only when armed. */
function live(course: readonly CallEvent[]): { states: CallState[]; effects: CallEffect[] } {
  const lived: CallState[] = [{ at: 'connecting' }];
  const effects: CallEffect[] = [];
  for (const event of course) {
    const step = stepCall(lived.at(-1)!, event, customerMs);
    lived.push(step.state);
    effects.push(...step.effects);
  }
  return { states: lived, effects };
}
const anyCourse = fc.array(fc.constantFrom(...Object.values(events)), { maxLength: 14 });
const count = (effects: readonly CallEffect[], kind: CallEffect['kind']) =>
  effects.filter((effect) => effect.kind === kind).length;

describe('any course of a call', () => {
  const check = (property: (lived: ReturnType<typeof live>, course: CallEvent[]) => void) =>
    fc.assert(
      fc.property(anyCourse, (course) => property(live(course), course)),
      { numRuns: 5000 },
    );
  it('sends the request once, and only with the journal’s permission', () => {
    check(({ effects }, course) => {
      expect(count(effects, 'send')).toBeLessThanOrEqual(1);
      if (count(effects, 'send') === 1)
        expect(course.some(({ kind }) => kind === 'permission-granted')).toBe(true);
    });
  });
  it('hands an answer over once', () => {
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
  it('tells its end first as what it is: a late answer never becomes the plain answer of a call given up', () => {
    check(({ effects }) => {
      const ends = effects.flatMap((effect) => (effect.kind === 'ended' ? [effect.how] : []));
      const answer = effects.find(({ kind }) => kind === 'answer');
      if (ends[0] === 'overdue' && answer) expect(answer).toMatchObject({ origin: 'unasked' });
    });
  });
  it('closes the connection whenever it is over', () => {
    check(({ states: lived, effects }) => {
      if (lived.at(-1)!.at === 'over') expect(count(effects, 'close')).toBe(1);
    });
  });
});
