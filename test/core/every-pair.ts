import { expect, it } from 'vitest';

/** For one event: the states in which it has an effect, and why the other states ignore it. */
export interface Meaning<StateName extends string> {
  readonly actsIn: readonly StateName[];
  readonly ignoredBecause: string;
}

/**
 * Tests every pair of state and event of a machine: the event must have an effect in the states of `actsIn`, and in no
 * other. A new state or event without a line in the table fails.
 */
export function everyPair<StateName extends string, EventName extends string, State, Event>(machine: {
  readonly states: Readonly<Record<StateName, State>>;
  readonly events: Readonly<Record<EventName, Event>>;
  readonly meanings: Readonly<Record<EventName, Meaning<StateName>>>;
  /** The state after the event, and its effects. */
  step(state: State, event: Event): readonly [State, readonly unknown[]];
}): void {
  const { states, events, meanings } = machine;
  const stateNames = Object.keys(states) as StateName[];
  for (const eventName of Object.keys(events) as EventName[]) {
    const { actsIn, ignoredBecause } = meanings[eventName];
    for (const stateName of stateNames) {
      const hasEffect = actsIn.includes(stateName);
      it(`"${eventName}" ${hasEffect ? 'has an effect' : 'is ignored'} in state "${stateName}"`, () => {
        const state = states[stateName];
        const [next, effects] = machine.step(state, events[eventName]);
        expect(effects.length > 0 || JSON.stringify(next) !== JSON.stringify(state)).toBe(hasEffect);
        if (!hasEffect) expect(ignoredBecause).not.toBe('');
      });
    }
  }
}
