import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answering,
  type ChoiceEffect,
  type ChoiceEvent,
  choiceAmong,
  type DeviceHeard,
  type Likeness,
  linkOpenFailures,
  stepChoice,
} from '../../../src/core/terminal/device-choice.ts';

/** The machine's requests after each event. */
function played(likeness: readonly Likeness[], events: readonly ChoiceEvent[]) {
  let choice = choiceAmong(likeness);
  const wanted: ChoiceEffect[][] = [];
  for (const event of [{ kind: 'begin' } as const, ...events]) {
    const step = stepChoice(choice, event);
    choice = step.choice;
    wanted.push([...step.effects]);
  }
  return { wanted, choice };
}
const heard = (place: number, what: DeviceHeard): ChoiceEvent => ({ kind: 'heard', place, heard: what });
const ask = (...places: number[]) => [{ kind: 'ask', places }];
const take = (place?: number) => [{ kind: 'take', place }];
const wait = [{ kind: 'wait' }];

describe('which of several devices is the terminal', () => {
  it('probes all devices of its make at once, chooses the one that answers, and sends nothing to a printer', () => {
    const { wanted } = played(
      ['alike', 'alike', 'other'],
      [heard(1, 'answers'), { kind: 'waited' }, heard(0, 'silent')],
    );
    expect(wanted).toEqual([ask(0, 1), wait, take(1), []]);
  });
  it('chooses at once when every device has answered or stayed silent', () => {
    const { wanted } = played(['alike', 'alike'], [heard(0, 'silent'), heard(1, 'answers')]);
    expect(wanted).toEqual([ask(0, 1), [], take(1)]);
  });
  it('probes only the last terminal first, and the others only if it is silent', () => {
    expect(played(['known', 'alike'], [heard(0, 'answers')]).wanted).toEqual([ask(0), take(0)]);
    expect(played(['known', 'alike'], [heard(0, 'silent'), heard(1, 'answers')]).wanted).toEqual([
      ask(0),
      ask(1),
      take(1),
    ]);
  });
  it('reports that two answer, and chooses the first of the list, not the fastest', () => {
    const { wanted, choice } = played(['alike', 'alike'], [heard(1, 'answers'), heard(0, 'answers')]);
    expect(wanted.at(-1)).toEqual(take(0));
    expect(answering(choice)).toBe(2);
  });
  it('skips a device that another program holds', () => {
    expect(played(['alike', 'alike'], [heard(0, 'in-use'), heard(1, 'answers')]).wanted.at(-1)).toEqual(
      take(1),
    );
  });
  it('without an answer, prefers a device that refuses to a silent one, and chooses none if none opened', () => {
    const none = (a: DeviceHeard, b: DeviceHeard) =>
      played(['alike', 'other'], [heard(0, a), heard(1, b)]).wanted.at(-1);
    expect(none('silent', 'refuses')).toEqual(take(1));
    expect(none('in-use', 'silent')).toEqual(take(1));
    expect(none('silent', 'silent')).toEqual(take(0));
    expect(none('in-use', 'away')).toEqual(take(undefined));
  });
  it('always ends once, and never chooses a silent device while another answers', () => {
    const likeness = fc.constantFrom<Likeness>('known', 'alike', 'other');
    const what = fc.constantFrom<DeviceHeard>('answers', 'refuses', 'silent', ...linkOpenFailures);
    const devices = fc.array(fc.tuple(likeness, what, fc.nat(1000)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(devices, fc.boolean(), (list, impatient) => {
        let choice = choiceAmong(list.map(([each]) => each));
        const taken: (number | undefined)[] = [];
        const queue: ChoiceEvent[] = [{ kind: 'begin' }];
        for (let event = queue.shift(); event; event = queue.shift()) {
          const step = stepChoice(choice, event);
          choice = step.choice;
          for (const effect of step.effects) {
            if (effect.kind === 'take') taken.push(effect.place);
            if (effect.kind === 'wait' && impatient) queue.unshift({ kind: 'waited' });
            if (effect.kind === 'ask')
              queue.push(
                ...[...effect.places]
                  .sort((a, b) => (list[a]?.[2] ?? 0) - (list[b]?.[2] ?? 0))
                  .map((place) => heard(place, list[place]?.[1] ?? 'failed')),
              );
          }
        }
        expect(taken).toHaveLength(1);
        const [place] = taken;
        const how = place === undefined ? undefined : list[place]?.[1];
        if (list.some(([, each]) => each === 'answers')) expect(how).toBe('answers');
        else if (how) expect(['refuses', 'silent']).toContain(how);
      }),
    );
  });
});
