import { expect, it } from 'vitest';

/** For one event: the states in which it has an effect, and why it is ignored in the others. */
export interface Meaning<StateName extends string> {
  readonly actsIn: readonly StateName[];
  readonly ignoredBecause: string;
}

/**
 * Tests every pair of state and event of a machine: the event has an effect exactly where the table says so. A new
 * state or event fails without its line in the table.
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
    it.each(stateNames)(`${eventName} in state: %s`, (stateName) => {
      const state = states[stateName];
      const [next, effects] = machine.step(state, events[eventName]);
      const acted = effects.length > 0 || JSON.stringify(next) !== JSON.stringify(state);
      expect(acted).toBe(actsIn.includes(stateName));
      if (!acted) expect(ignoredBecause).not.toBe('');
    });
  }
}
