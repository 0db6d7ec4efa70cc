import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  idleUpdate,
  maxStarts,
  proveWithinMs,
  stepUpdate,
  type UpdateEvent,
  type UpdateState,
  type UpdateStep,
} from '../../../src/core/update/update-machine.ts';

const run = (events: readonly UpdateEvent[], from: UpdateState = idleUpdate): UpdateStep => {
  let step: UpdateStep = { state: from, actions: [] };
  for (const event of events) {
    const next = stepUpdate(step.state, event);
    step = { state: next.state, actions: [...step.actions, ...next.actions] };
  }
  return step;
};

const started = (change: Partial<Extract<UpdateEvent, { kind: 'started' }>> = {}): UpdateEvent => ({
  kind: 'started',
  now: 0,
  version: '0.2.0',
  starts: 1,
  pageExpected: true,
  readable: true,
  ...change,
});
const asked = (
  now: number,
  health?: Partial<{ version: string; pageVersion: string; isJournalOpen: boolean }>,
) => ({
  kind: 'asked' as const,
  now,
  health: health && { version: '0.2.0', isJournalOpen: false, ...health },
});
const ready = { pageVersion: '0.2.0', isJournalOpen: true };

describe('an update before the switch', () => {
  const waiting = run([
    { kind: 'verified', version: '0.2.0' },
    { kind: 'accepted', version: '0.2.0', as: 'update' },
  ]);
  it('is stored as waiting', () => {
    expect(waiting.state).toMatchObject({ is: 'waiting', version: '0.2.0' });
    expect(waiting.actions).toEqual([{ do: 'keep-waiting-file', version: '0.2.0', as: 'update' }]);
  });
  it('does not begin with a version that was not checked', () => {
    expect(run([{ kind: 'accepted', version: '0.2.0', as: 'update' }]).state).toEqual(idleUpdate);
    expect(
      run([
        { kind: 'verified', version: '0.2.0' },
        { kind: 'accepted', version: '0.3.0', as: 'update' },
      ]).state,
    ).toMatchObject({ is: 'verified' });
  });
  it.each([
    [true, true],
    [true, false],
    [false, false],
  ])('waits on if the program is busy: %s, and the time has come: %s', (isBusy, isDue) => {
    expect(run([{ kind: 'looked', isBusy, isDue }], waiting.state)).toEqual({
      state: waiting.state,
      actions: [],
    });
  });
  it('switches once if no payment runs and the time has come', () => {
    const look = { kind: 'looked', isBusy: false, isDue: true } as const;
    const { state, actions } = run([look, look], waiting.state);
    expect(state).toMatchObject({ is: 'switched' });
    expect(actions).toEqual([{ do: 'switch', version: '0.2.0', as: 'update' }]);
  });
  it('is replaced by a newer package while it waits', () => {
    const newer = run(
      [
        { kind: 'verified', version: '0.3.0' },
        { kind: 'accepted', version: '0.3.0', as: 'update' },
      ],
      waiting.state,
    );
    expect(newer.state).toMatchObject({ is: 'waiting', version: '0.3.0' });
  });
});

describe('a new version after the switch', () => {
  it('is proven by its answer and a page of its build with an open journal', () => {
    const { state, actions } = run([
      started(),
      asked(1000),
      asked(2000, {}),
      asked(3000, { pageVersion: '0.1.0', isJournalOpen: true }),
      asked(4000, { pageVersion: '0.2.0' }),
      asked(5000, ready),
    ]);
    expect(state).toEqual({ is: 'proven', version: '0.2.0' });
    expect(actions).toEqual([{ do: 'write-proven' }]);
  });
  describe('if no page was connected before', () => {
    const alone = started({ pageExpected: false });
    it('is proven once it has answered for five minutes without a break', () => {
      const answering = run([alone, asked(1000, {}), asked(proveWithinMs, {})]);
      expect(answering.state).toMatchObject({ is: 'proving' });
      const end = { kind: 'ended', asked: false, isDone: false } as const;
      expect(run([end], answering.state).state).toMatchObject({ is: 'going-back' });
      expect(run([asked(proveWithinMs + 1000, {})], answering.state)).toEqual({
        state: { is: 'proven', version: '0.2.0' },
        actions: [{ do: 'write-proven' }],
      });
    });
    it('begins the five minutes again after a break, and does not go back for it', () => {
      const broken = run([alone, asked(1000, {}), asked(200_000), asked(201_000, {}), asked(302_000, {})]);
      expect(broken.state).toMatchObject({ is: 'proving' });
      expect(run([asked(501_000, {})], broken.state).state).toMatchObject({ is: 'proven' });
    });
    it('goes back if it does not answer for five minutes in a row', () => {
      const silent = run([alone, asked(1000, {}), asked(2000), asked(proveWithinMs + 1999)]);
      expect(silent.state).toMatchObject({ is: 'proving' });
      expect(run([asked(proveWithinMs + 2000)], silent.state).state).toMatchObject({
        is: 'going-back',
        why: 'it stopped answering within 5 minutes',
      });
    });
    it('is proven at once by a page of its build, but not by one that opens no journal', () => {
      expect(run([alone, asked(1000, ready)]).state).toMatchObject({ is: 'proven' });
      const closed = { pageVersion: '0.2.0' };
      expect(run([alone, asked(1000, closed), asked(proveWithinMs, closed)]).state).toMatchObject({
        is: 'going-back',
      });
    });
    it('has no alarm any more only after the same', () => {
      const alarm = run([{ ...alone, alarm: 'it ended by itself' } as UpdateEvent, asked(1000, {})]);
      expect(alarm.state).toMatchObject({ is: 'alarm' });
      expect(run([asked(proveWithinMs + 1000, {})], alarm.state).state).toMatchObject({ is: 'proven' });
    });
  });
  it.each([
    ['hangs', undefined, 'it did not answer within 5 minutes'],
    ['has no page', {}, 'no page connected within 5 minutes'],
    [
      'keeps the page of the earlier version',
      { pageVersion: '0.1.0', isJournalOpen: true },
      'still of version 0.1.0',
    ],
    ['has a page without a journal', { pageVersion: '0.2.0' }, 'did not open its journal'],
  ])('goes back after five minutes if it %s', (_, health, why) => {
    const before = run([started(), asked(proveWithinMs - 1, health)]);
    expect(before.state).toMatchObject({ is: 'proving' });
    const late = run([asked(proveWithinMs, health)], before.state);
    expect(late.state).toMatchObject({ is: 'going-back', why: expect.stringContaining(why) });
    expect(late.actions).toEqual([{ do: 'claim-way-back' }]);
  });
  it('goes back at once if it ends by itself, or is another version', () => {
    expect(run([started(), { kind: 'ended', asked: false, isDone: false }]).state).toMatchObject({
      is: 'going-back',
    });
    expect(run([started(), asked(1, { version: '0.1.9' })]).state).toMatchObject({ is: 'going-back' });
  });
  it('says that it could not be run at all', () => {
    const end = { kind: 'ended', asked: false, isDone: false, cannotRun: 'it cannot be run: x' } as const;
    expect(run([started(), end]).state).toMatchObject({ is: 'going-back', why: 'it cannot be run: x' });
  });
  it('counts as stopped by a till if it ends without a fault, but only after an answer', () => {
    const done = { kind: 'ended', asked: false, isDone: true } as const;
    expect(run([started(), asked(1, {}), done]).state).toMatchObject({ is: 'proving' });
    expect(run([started(), done]).state).toMatchObject({ is: 'going-back' });
  });
  it('waits for the next start if a person stops it, but not for ever', () => {
    expect(run([started(), { kind: 'ended', asked: true, isDone: false }]).state).toMatchObject({
      is: 'proving',
    });
    expect(run([started({ starts: maxStarts })]).state).toMatchObject({ is: 'proving' });
    expect(run([started({ starts: maxStarts + 1 })]).state).toMatchObject({ is: 'going-back' });
  });
  it('is ended only after the pointer names the version before again', () => {
    const back = run([
      started(),
      { kind: 'ended', asked: false, isDone: false },
      { kind: 'claimed', hasWon: true },
    ]);
    expect(back.actions.map((action) => action.do)).toEqual([
      'claim-way-back',
      'point-back',
      'end-new-version',
    ]);
    expect(back.state).toMatchObject({ is: 'went-back', why: 'it ended by itself' });
  });
  it('raises the alarm if a payment began before the way back, and is proven if it gets ready after all', () => {
    const alarm = run([
      started(),
      { kind: 'ended', asked: false, isDone: false },
      { kind: 'claimed', hasWon: false },
    ]);
    expect(alarm.actions.map((action) => action.do)).toEqual(['claim-way-back', 'raise-alarm']);
    expect(alarm.state).toMatchObject({ is: 'alarm' });
    expect(run([asked(9 * proveWithinMs)], alarm.state).state).toMatchObject({ is: 'alarm' });
    expect(run([asked(9 * proveWithinMs, ready)], alarm.state).state).toMatchObject({ is: 'proven' });
  });
  it('raises the alarm if its page has stored what the version before cannot read', () => {
    const seen = [started({ readable: false }), asked(1, { pageVersion: '0.2.0' })];
    expect(run([...seen, { kind: 'ended', asked: false, isDone: false }]).state).toMatchObject({
      is: 'alarm',
    });
    expect(run(seen).actions).toEqual([{ do: 'claim-page' }]);
    const unseen = [started({ readable: false }), { kind: 'ended' as const, asked: false, isDone: false }];
    expect(run(unseen).state).toMatchObject({ is: 'going-back' });
  });
  it('does not go back by itself after an alarm of an earlier start, whatever happens', () => {
    const alarm = run([started({ alarm: 'its page did not open its journal', starts: maxStarts + 1 })]);
    expect(alarm.state).toMatchObject({ is: 'alarm', why: 'its page did not open its journal' });
    const events = [
      asked(1),
      asked(9 * proveWithinMs),
      { kind: 'ended', asked: false, isDone: false } as const,
    ];
    expect(run(events, alarm.state)).toEqual({
      state: expect.objectContaining({ is: 'alarm' }),
      actions: [],
    });
  });
});

const version = fc.constantFrom('0.1.0', '0.2.0', '0.3.0');
const anyEvent = fc.oneof(
  fc.record({ kind: fc.constant('verified' as const), version }),
  fc.record({
    kind: fc.constant('accepted' as const),
    version,
    as: fc.constantFrom('update' as const, 'rollback' as const),
  }),
  fc.record({ kind: fc.constant('looked' as const), isBusy: fc.boolean(), isDue: fc.boolean() }),
  fc.record({
    kind: fc.constant('started' as const),
    now: fc.integer({ min: 0, max: 1000 }),
    version,
    starts: fc.integer({ min: 0, max: 5 }),
    pageExpected: fc.boolean(),
    readable: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('asked' as const),
    now: fc.integer({ min: 0, max: 2 * proveWithinMs }),
    health: fc.option(
      fc.record({
        version,
        pageVersion: fc.option(version, { nil: undefined }),
        isJournalOpen: fc.boolean(),
      }),
      {
        nil: undefined,
      },
    ),
  }),
  fc.record({ kind: fc.constant('ended' as const), asked: fc.boolean(), isDone: fc.boolean() }),
  fc.record({ kind: fc.constant('claimed' as const), hasWon: fc.boolean() }),
);

describe('an update, with any events in any order', () => {
  const eachStep = (check: (before: UpdateState, event: UpdateEvent, step: UpdateStep) => void): void => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        let state: UpdateState = idleUpdate;
        for (const event of events) {
          const step = stepUpdate(state, event);
          check(state, event, step);
          state = step.state;
        }
      }),
    );
  };
  it('switches only while it waits, no payment runs and the time has come', () => {
    eachStep((before, event, { actions }) => {
      if (!actions.some((action) => action.do === 'switch')) return;
      expect(before.is).toBe('waiting');
      expect(event).toMatchObject({ kind: 'looked', isBusy: false, isDue: true });
    });
  });
  it('goes back only after the way back was claimed first', () => {
    eachStep((_, event, { actions }) => {
      if (actions.some((action) => action.do === 'point-back'))
        expect(event).toEqual({ kind: 'claimed', hasWon: true });
    });
  });
  it('is proven only by an answer of the new version', () => {
    eachStep((before, event, { state }) => {
      if (state.is !== 'proven' || before.is === 'proven') return;
      expect(event).toMatchObject({ kind: 'asked', health: { version: state.version } });
    });
  });
  it('switches only to a version that was checked, or back to the version before', () => {
    eachStep((before, _, { state }) => {
      if (state.is !== 'waiting' || before.is === 'waiting' || state.kind === 'rollback') return;
      expect(before).toEqual({ is: 'verified', version: state.version });
    });
  });
});
