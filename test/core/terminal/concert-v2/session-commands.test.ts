import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../src/core/settings/settings.ts';
import { ACK, ENQ, EOT, encodeFrame, NAK } from '../../../../src/core/terminal/concert-v2/frames.ts';
import { runs } from '../../../property-runs.ts';
import { SessionDriver } from './session-driver.ts';

const { timers } = defaultSettings().terminal;
const frame = encodeFrame('REQUEST')!;
const answer = encodeFrame('ANSWER')!;

/** What an observer outside the machine knows. */
interface Seen {
  /** True if the step timer runs. */
  stepArmed: boolean;
  /** True if the limit timer runs. */
  limitArmed: boolean;
  /** Number of frames that were sent. */
  frames: number;
  /** Number of NAKs that came. */
  naks: number;
}
type Move = fc.Command<Seen, SessionDriver>;

/** Checks that hold after every event. */
function checkLine(seen: Seen, line: SessionDriver): void {
  const frames = line.effects.filter(
    (effect) => effect.kind === 'write' && effect.bytes.length === frame.length,
  ).length;
  // Each repeated frame follows its own NAK: silence never repeats a request.
  expect(frames).toBeLessThanOrEqual(1 + seen.naks);
  expect(frames).toBeLessThanOrEqual(1 + timers.frameResends);
  expect(frames).toBeGreaterThanOrEqual(seen.frames);
  expect(line.ended.length).toBeLessThanOrEqual(1);
  const nothingSent = ['no-answer', 'enquiry-refused', 'not-permitted', 'abandoned', 'lost-before-frame'];
  if (frames > 0) for (const how of line.ended) expect(nothingSent).not.toContain(how);
  // Every wait has a limit, except the wait for the journal.
  if (line.state.at !== 'idle' && line.state.at !== 'storing')
    expect(line.stepArmed || line.limitArmed).toBe(true);
  Object.assign(seen, { stepArmed: line.stepArmed, limitArmed: line.limitArmed, frames });
}

class Hear implements Move {
  constructor(
    private readonly name: string,
    private readonly bytes: Uint8Array,
  ) {}
  check = () => true;
  run(seen: Seen, line: SessionDriver): void {
    seen.naks += this.bytes.filter((byte) => byte === NAK).length;
    line.hear(this.bytes);
    checkLine(seen, line);
  }
  toString = () => `hear ${this.name}`;
}

class Do implements Move {
  constructor(
    private readonly name: string,
    private readonly mayHappen: (seen: Readonly<Seen>) => boolean,
    private readonly act: (line: SessionDriver) => void,
  ) {}
  check = (seen: Readonly<Seen>) => this.mayHappen(seen);
  run(seen: Seen, line: SessionDriver): void {
    this.act(line);
    checkLine(seen, line);
  }
  toString = () => this.name;
}

const shortInputs = {
  ENQ: [ENQ],
  ACK: [ACK],
  NAK: [NAK],
  EOT: [EOT],
  'a stray byte': [0x41],
  'an EOT with bit 7': [0x84],
};
const moves = [
  ...Object.entries(shortInputs).map(([name, bytes]) => fc.constant(new Hear(name, Uint8Array.from(bytes)))),
  fc.constant(new Hear('an answer', answer)),
  fc.constant(new Hear('an answer with a wrong LRC', answer.with(-1, 1))),
  fc
    .integer({ min: 1, max: answer.length - 1 })
    .map((cut) => new Hear(`${cut} bytes`, answer.subarray(0, cut))),
  fc.constant(
    new Do(
      'step timer',
      ({ stepArmed }) => stepArmed,
      (line) => line.fireStep(),
    ),
  ),
  fc.constant(
    new Do(
      'limit timer',
      ({ limitArmed }) => limitArmed,
      (line) => line.fireLimit(),
    ),
  ),
  fc.constant(
    new Do(
      'abandon',
      () => true,
      (line) => line.send({ kind: 'abandon' }),
    ),
  ),
  fc.constant(
    new Do(
      'the journal cannot store the answer',
      () => true,
      (line) => line.send({ kind: 'ignore' }),
    ),
  ),
];

const begin = () => {
  const real = new SessionDriver(timers);
  real.start({ kind: 'request', frame });
  return { model: { stepArmed: true, limitArmed: false, frames: 0, naks: 0 }, real };
};
const course = fc.commands(moves, { maxCommands: 40 });

describe('for any behaviour of a terminal', () => {
  it('the frame is sent again only after a NAK, the session has one end, and every wait has a limit', () => {
    fc.assert(
      fc.property(course, (commands) => fc.modelRun(begin, commands)),
      runs(400),
    );
  });
  it('the session ends when the line becomes silent', () => {
    fc.assert(
      fc.property(course, (commands) => {
        let line = begin().real;
        fc.modelRun(() => {
          const setup = begin();
          line = setup.real;
          return setup;
        }, commands);
        for (let i = 0; i < 30 && line.state.at !== 'idle'; i++) {
          if (line.stepArmed) line.fireStep();
          else if (line.limitArmed) line.fireLimit();
        }
        expect(line.state.at).toBe('idle');
        expect(line.ended).toHaveLength(1);
      }),
      runs(400),
    );
  });
});
