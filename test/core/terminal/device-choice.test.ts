import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ChoiceEffect,
  type ChoiceEvent,
  countAnswering,
  type Likeness,
  linkOpenFailures,
  newDeviceChoice,
  type ProbeResult,
  stepChoice,
} from '../../../src/core/terminal/device-choice.ts';

/** Plays these events. `effects`: the effects of each event, the first of `begin`. */
function play(likeness: readonly Likeness[], events: readonly ChoiceEvent[]) {
  let choice = newDeviceChoice(likeness);
  const effects: ChoiceEffect[][] = [];
  for (const event of [{ kind: 'begin' } as const, ...events]) {
    const step = stepChoice(choice, event);
    choice = step.choice;
    effects.push([...step.effects]);
  }
  return { effects, choice };
}
const heard = (place: number, result: ProbeResult): ChoiceEvent => ({ kind: 'heard', place, heard: result });
const ask = (...places: number[]) => [{ kind: 'ask', places }];
const take = (place?: number) => [{ kind: 'take', place }];
const wait = [{ kind: 'wait' }];

describe('the search for the terminal among several devices', () => {
  it('probes the likeliest devices at once, chooses the one that answers, and sends nothing to a less likely one', () => {
    const { effects } = play(
      ['alike', 'alike', 'other'],
      [heard(1, 'answers'), { kind: 'waited' }, heard(0, 'silent')],
    );
    expect(effects).toEqual([ask(0, 1), wait, take(1), []]);
  });
  it('ends without a wait when every probed device has its result', () => {
    const { effects } = play(['alike', 'alike'], [heard(0, 'silent'), heard(1, 'answers')]);
    expect(effects).toEqual([ask(0, 1), [], take(1)]);
  });
  it('first probes only the terminal that was chosen before, and the others only if it is silent', () => {
    expect(play(['known', 'alike'], [heard(0, 'answers')]).effects).toEqual([ask(0), take(0)]);
    expect(play(['known', 'alike'], [heard(0, 'silent'), heard(1, 'answers')]).effects).toEqual([
      ask(0),
      ask(1),
      take(1),
    ]);
  });
  it('counts two devices that answer, and chooses the first of the list, not the fastest', () => {
    const { effects, choice } = play(['alike', 'alike'], [heard(1, 'answers'), heard(0, 'answers')]);
    expect(effects.at(-1)).toEqual(take(0));
    expect(countAnswering(choice)).toBe(2);
  });
  it('skips a device that another program uses', () => {
    expect(play(['alike', 'alike'], [heard(0, 'in-use'), heard(1, 'answers')]).effects.at(-1)).toEqual(
      take(1),
    );
  });
  it('without an answer, chooses a device that refuses, else a silent one, and none if none could be opened', () => {
    const choiceAfter = (a: ProbeResult, b: ProbeResult) =>
      play(['alike', 'other'], [heard(0, a), heard(1, b)]).effects.at(-1);
    expect(choiceAfter('silent', 'refuses')).toEqual(take(1));
    expect(choiceAfter('in-use', 'silent')).toEqual(take(1));
    expect(choiceAfter('silent', 'silent')).toEqual(take(0));
    expect(choiceAfter('in-use', 'away')).toEqual(take(undefined));
  });
  it('always ends once, and never chooses a silent device while another answers', () => {
    const likeness = fc.constantFrom<Likeness>('known', 'alike', 'other');
    const result = fc.constantFrom<ProbeResult>('answers', 'refuses', 'silent', ...linkOpenFailures);
    const device = fc.record({ likeness, result, delay: fc.nat(1000) });
    const devices = fc.array(device, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(devices, fc.boolean(), (list, isWaitShort) => {
        let choice = newDeviceChoice(list.map((each) => each.likeness));
        const taken: (number | undefined)[] = [];
        const queue: ChoiceEvent[] = [{ kind: 'begin' }];
        for (let event = queue.shift(); event; event = queue.shift()) {
          const step = stepChoice(choice, event);
          choice = step.choice;
          for (const effect of step.effects) {
            if (effect.kind === 'take') taken.push(effect.place);
            if (effect.kind === 'wait' && isWaitShort) queue.unshift({ kind: 'waited' });
            if (effect.kind === 'ask')
              queue.push(
                ...[...effect.places]
                  .sort((a, b) => (list[a]?.delay ?? 0) - (list[b]?.delay ?? 0))
                  .map((place) => heard(place, list[place]?.result ?? 'failed')),
              );
          }
        }
        expect(taken).toHaveLength(1);
        const [place] = taken;
        const chosen = place === undefined ? undefined : list[place]?.result;
        if (list.some((each) => each.result === 'answers')) expect(chosen).toBe('answers');
        else if (chosen) expect(['refuses', 'silent']).toContain(chosen);
      }),
    );
  });
});
