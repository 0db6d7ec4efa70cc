import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../src/core/settings/settings.ts';
import { ACK, ENQ, EOT, encodeFrame, NAK } from '../../../../src/core/terminal/concert-v2/frames.ts';
import { SessionDriver } from './session-driver.ts';

const { timers } = defaultSettings().terminal;
const frame = encodeFrame('REQUEST')!;
const answer = encodeFrame('ANSWER')!;
const hear = (line: SessionDriver, ...bytes: (number | Uint8Array)[]) =>
  line.hear(Uint8Array.from(bytes.flatMap((part) => (typeof part === 'number' ? [part] : [...part]))));

/** Everything written so far, as one list of bytes. */
function written(line: SessionDriver): number[] {
  return line.effects.flatMap((effect) => (effect.kind === 'write' ? [...effect.bytes] : []));
}
const framesIn = (line: SessionDriver) =>
  line.effects.filter((effect) => effect.kind === 'write' && effect.bytes.length > 1).length;

/** A line whose request was sent and acknowledged: it waits for the customer. */
function waiting(): SessionDriver {
  const line = new SessionDriver(timers);
  line.start({ kind: 'request', frame });
  hear(line, ACK);
  line.fireStep();
  hear(line, ACK);
  line.fireStep();
  expect(line.state).toEqual({ at: 'waiting', accepted: true });
  return line;
}

describe('the till’s session', () => {
  it('waits for the journal before the first byte of the frame', () => {
    const line = new SessionDriver(timers);
    line.allowsFrame = false;
    line.start({ kind: 'request', frame });
    hear(line, ACK);
    expect(line.state.at).toBe('permission');
    expect(written(line)).toEqual([ENQ]);
    line.send({ kind: 'permission-refused' });
    expect(written(line)).toEqual([ENQ, EOT]);
    expect(line.ended).toEqual(['not-permitted']);
  });
  it('releases the terminal when the journal is too slow, and sends nothing on a late permission', () => {
    const line = new SessionDriver(timers);
    line.allowsFrame = false;
    line.start({ kind: 'request', frame });
    hear(line, ACK);
    line.fireStep();
    expect(line.ended).toEqual(['not-permitted']);
    line.send({ kind: 'permission-granted' });
    expect(written(line)).toEqual([ENQ, EOT]);
  });
  it('sends the frame again after an explicit NAK, at most twice', () => {
    const line = new SessionDriver(timers);
    line.start({ kind: 'request', frame });
    hear(line, ACK);
    for (let naks = 0; naks < 3; naks++) {
      line.fireStep();
      hear(line, NAK);
    }
    line.fireStep();
    expect(framesIn(line)).toBe(3);
    expect(line.ended).toEqual(['frame-refused']);
  });
  it('counts repeated NAKs as one refusal', () => {
    const line = new SessionDriver(timers);
    line.start({ kind: 'request', frame });
    hear(line, ACK);
    line.fireStep();
    hear(line, NAK);
    for (let copies = 0; copies < 5; copies++) hear(line, NAK);
    line.fireStep();
    expect(framesIn(line)).toBe(2);
    hear(line, ACK);
    expect(line.ended).toEqual([]);
    line.fireStep();
    expect(line.state).toEqual({ at: 'waiting', accepted: true });
  });
  it.each<[string, number[]]>([
    ['an ACK', [ACK]],
    ['an ENQ', [ENQ]],
    ['an answer', [...encodeFrame('0100000102319789999999999')!]],
    ['the begin of an answer', [...encodeFrame('0100000102319789999999999')!.slice(0, 9)]],
    ['a damaged answer', [...encodeFrame('0100000102319789999999999')!.slice(0, -1), 0]],
  ])('does not send the frame again if %s comes with the NAK, and knows no end', (_, bytes) => {
    const line = new SessionDriver(timers);
    line.start({ kind: 'request', frame });
    hear(line, ACK);
    line.fireStep();
    hear(line, NAK, ...bytes);
    for (let steps = 0; steps < 6; steps++) line.fireStep();
    expect(framesIn(line)).toBe(1);
    expect(line.ended).not.toContain('frame-refused');
  });
  it.each<[string, number[]]>([
    ['an ENQ', [ENQ]],
    ['an answer', [...answer]],
    ['the begin of an answer', [...answer.slice(0, 4)]],
    ['another ENQ', [NAK, ENQ]],
  ])('does not call the frame refused if %s comes after the last NAK, and reads the answer', (_, bytes) => {
    for (const frameResends of [0, 2]) {
      const line = new SessionDriver({ ...timers, frameResends });
      line.start({ kind: 'request', frame });
      hear(line, ACK);
      for (let naks = 0; naks <= frameResends; naks++) {
        line.fireStep();
        hear(line, NAK);
      }
      hear(line, ...bytes);
      expect(line.ended).toEqual([]);
      for (let steps = 0; steps < 4 && line.answers.length === 0; steps++) {
        line.fireStep();
        if (line.state.at === 'receiving') hear(line, answer);
      }
      expect(line.answers.map(({ origin }) => origin)).toEqual(['collision']);
      hear(line, EOT);
      for (let steps = 0; steps < 6; steps++) line.fireStep();
      expect(framesIn(line)).toBe(frameResends + 1);
      expect(line.ended).toEqual(['collided']);
    }
  });
  it('requires the whole silence after the last NAK', () => {
    const line = new SessionDriver({ ...timers, frameResends: 0 });
    line.start({ kind: 'request', frame });
    hear(line, ACK);
    line.fireStep();
    hear(line, NAK);
    hear(line, NAK);
    const waits = line.effects.flatMap((effect) => (effect.kind === 'arm-step' ? [effect.ms] : []));
    expect(waits.slice(-2)).toEqual([100, 100]);
    line.fireStep();
    expect(line.ended).toEqual(['frame-refused']);
  });
  it.each<[string, (line: SessionDriver) => void, string | undefined]>([
    ['the line is lost', (line) => line.send({ kind: 'line-lost' }), 'lost-after-frame'],
    ['a damaged answer comes', (line) => hear(line, ...answer.with(-1, 0)), undefined],
    ['NAKs come until the limit', (line) => line.fireLimit(), 'overdue'],
  ])('does not call the frame refused if %s in the silence after the last NAK', (_, happen, how) => {
    const line = new SessionDriver({ ...timers, frameResends: 0 });
    line.start({ kind: 'request', frame });
    hear(line, ACK);
    line.fireStep();
    hear(line, NAK);
    happen(line);
    expect(line.ended).toEqual(how === undefined ? [] : [how]);
  });
  it('does not call the frame refused if an ACK comes beside the last NAK', () => {
    const line = new SessionDriver({ ...timers, frameResends: 0 });
    line.start({ kind: 'request', frame });
    hear(line, ACK);
    line.fireStep();
    hear(line, NAK, ACK);
    line.fireStep();
    expect(line.ended).toEqual([]);
    expect(line.state).toEqual({ at: 'waiting', accepted: true });
  });
  it('never sends the frame again after silence, but listens', () => {
    const line = new SessionDriver(timers);
    line.start({ kind: 'request', frame });
    hear(line, ACK);
    line.fireStep();
    line.fireStep();
    expect(line.state).toEqual({ at: 'waiting', accepted: false });
    expect(framesIn(line)).toBe(1);
    expect(line.notes).toContain('frame-unacknowledged');
    hear(line, ACK);
    expect(line.state).toEqual({ at: 'waiting', accepted: true });
    line.fireLimit();
    expect(line.ended).toEqual(['overdue']);
  });
  it('can be cancelled until the frame is sent, and not after', () => {
    const early = new SessionDriver(timers);
    early.start({ kind: 'request', frame });
    early.send({ kind: 'abandon' });
    expect(early.ended).toEqual(['abandoned']);
    const late = waiting();
    late.send({ kind: 'abandon' });
    expect(late.ended).toEqual([]);
  });
  it('distinguishes a line that is lost before the frame from a line that is lost after it', () => {
    const before = new SessionDriver(timers);
    before.start({ kind: 'request', frame });
    before.send({ kind: 'line-lost' });
    expect(before.ended).toEqual(['lost-before-frame']);
    const after = waiting();
    after.send({ kind: 'line-lost' });
    expect(after.ended).toEqual(['lost-after-frame']);
  });
  it('counts a line that is lost after the ACK, before our EOT, as lost after the frame', () => {
    const line = new SessionDriver(timers);
    line.start({ kind: 'request', frame });
    hear(line, ACK);
    line.fireStep();
    hear(line, ACK);
    expect(line.state).toMatchObject({ at: 'turnaround', action: { do: 'end-request' } });
    line.send({ kind: 'line-lost' });
    expect(line.ended).toEqual(['lost-after-frame']);
  });
  it('suspects the parity setting when EOT, NAK or STX come with bit 7 set', () => {
    const line = waiting();
    hear(line, 0x84);
    expect(line.notes).toContain('parity-suspected');
  });
});

describe('a terminal that sends its answer without waiting for our ACK of its ENQ', () => {
  const half = answer.subarray(0, 4);
  const rest = answer.subarray(4);
  const writtenCount = (line: SessionDriver): number => written(line).length;
  it('gets no ACK before the journal has stored the answer', () => {
    const line = waiting();
    line.acknowledge = false;
    const sent = writtenCount(line);
    hear(line, ENQ, answer);
    expect(line.answers).toMatchObject([{ body: 'ANSWER', origin: 'awaited' }]);
    expect(written(line).length).toBe(sent);
    line.send({ kind: 'acknowledge' });
    line.fireStep();
    expect(written(line).slice(sent)).toEqual([ACK]);
  });
  it('gets a NAK for a damaged answer, and no ACK of its ENQ', () => {
    const line = waiting();
    const sent = writtenCount(line);
    const damaged = answer.with(2, 0x58);
    hear(line, ENQ, damaged);
    line.fireStep();
    expect(written(line).slice(sent)).toEqual([NAK]);
    hear(line, answer);
    expect(line.answers).toMatchObject([{ body: 'ANSWER' }]);
  });
  it('is read to the end when its answer comes in pieces', () => {
    const line = waiting();
    line.acknowledge = false;
    const sent = writtenCount(line);
    hear(line, ENQ);
    hear(line, half);
    hear(line, rest);
    expect(line.answers).toMatchObject([{ body: 'ANSWER' }]);
    expect(written(line).length).toBe(sent);
  });
  it('gets a NAK when only a piece of its answer comes', () => {
    const line = waiting();
    const sent = writtenCount(line);
    hear(line, ENQ, half);
    line.fireStep();
    line.fireStep();
    expect(written(line).slice(sent)).toEqual([NAK]);
  });
});

it('acknowledges a second answer only after the journal has it, even if our ACK of the first was due', () => {
  const line = waiting();
  hear(line, ENQ);
  line.fireStep();
  hear(line, answer);
  line.acknowledge = false;
  const sent = written(line).length;
  hear(line, encodeFrame('ANOTHER')!);
  line.fireStep();
  expect(line.answers.map(({ body }) => body)).toEqual(['ANSWER', 'ANOTHER']);
  expect(written(line).slice(sent)).toEqual([]);
  line.send({ kind: 'acknowledge' });
  line.fireStep();
  expect(written(line).slice(sent)).toEqual([ACK]);
});

describe('the answer of the terminal', () => {
  it('is acknowledged only after the journal has stored it', () => {
    const line = waiting();
    line.acknowledge = false;
    hear(line, ENQ);
    line.fireStep();
    hear(line, answer);
    expect(line.state.at).toBe('storing');
    expect(written(line).at(-1)).toBe(ACK);
    const before = written(line).length;
    line.send({ kind: 'acknowledge' });
    line.fireStep();
    expect(written(line).slice(before)).toEqual([ACK]);
    hear(line, EOT);
    expect(line.ended).toEqual(['answered']);
  });
  it('is not acknowledged if the terminal ended its session while the answer was being stored', () => {
    const line = waiting();
    line.acknowledge = false;
    hear(line, ENQ);
    line.fireStep();
    hear(line, answer, EOT);
    const before = written(line).length;
    line.send({ kind: 'acknowledge' });
    expect(written(line)).toHaveLength(before);
    expect(line.ended).toEqual(['answered']);
    expect(line.state.at).toBe('idle');
  });
  it('ends the session even if another answer follows without an ENQ', () => {
    const line = waiting();
    hear(line, ENQ);
    line.fireStep();
    hear(line, answer);
    line.fireStep();
    expect(line.state.at).toBe('closing');
    hear(line, encodeFrame('OTHER')!);
    expect(line.ended).toEqual(['answered']);
    expect(line.answers.map(({ body, origin }) => [body, origin])).toEqual([
      ['ANSWER', 'awaited'],
      ['OTHER', 'unasked'],
    ]);
  });
  it('is refused if its LRC is wrong, and accepted when it is repeated', () => {
    const line = waiting();
    hear(line, ENQ);
    line.fireStep();
    hear(line, answer.with(-1, 0x7f));
    line.fireStep();
    expect(written(line).at(-1)).toBe(NAK);
    hear(line, answer);
    expect(line.answers).toEqual([{ kind: 'answer', body: 'ANSWER', origin: 'awaited' }]);
  });
  it('gets a NAK if its frame stops in the middle', () => {
    const line = waiting();
    hear(line, ENQ);
    line.fireStep();
    hear(line, answer.subarray(0, 4));
    line.fireStep();
    line.fireStep();
    expect(written(line).at(-1)).toBe(NAK);
  });
  it('is still awaited after an ENQ that is withdrawn at once', () => {
    const line = waiting();
    const before = written(line).length;
    hear(line, ENQ, EOT);
    expect(line.state).toEqual({ at: 'waiting', accepted: true });
    expect(written(line)).toHaveLength(before);
    expect(line.notes).toContain('enquiry-withdrawn');
  });
  it('is accepted if its ENQ comes before our EOT', () => {
    const line = new SessionDriver(timers);
    line.start({ kind: 'request', frame });
    hear(line, ACK);
    line.fireStep();
    hear(line, ACK, ENQ);
    line.fireStep();
    line.fireStep();
    expect(written(line).slice(-2)).toEqual([EOT, ACK]);
    hear(line, answer);
    expect(line.answers[0]?.origin).toBe('awaited');
  });
  it('is complete without the EOT', () => {
    const line = waiting();
    hear(line, ENQ);
    line.fireStep();
    hear(line, answer);
    line.fireStep();
    line.fireStep();
    expect(line.ended).toEqual(['answered']);
    expect(line.notes).toContain('end-missing');
  });
  it('is acknowledged again, and reported once, when our ACK was lost', () => {
    const line = waiting();
    hear(line, ENQ);
    line.fireStep();
    hear(line, answer);
    line.fireStep();
    const before = written(line).length;
    hear(line, answer);
    line.fireStep();
    hear(line, EOT);
    expect(written(line).slice(before)).toEqual([ACK]);
    expect(line.answers).toHaveLength(1);
    expect(line.ended).toEqual(['answered']);
  });
  it('is not acknowledged when it could not be stored, and accepted when it comes again', () => {
    const line = waiting();
    line.acknowledge = false;
    hear(line, ENQ);
    line.fireStep();
    hear(line, answer);
    line.send({ kind: 'ignore' });
    expect(line.state.at).toBe('waiting');
    hear(line, EOT, ENQ);
    line.fireStep();
    hear(line, answer);
    expect(line.answers).toHaveLength(2);
  });
  it('is reported as unasked when it comes after the customer’s time', () => {
    const line = waiting();
    line.fireLimit();
    hear(line, ENQ);
    line.fireStep();
    hear(line, answer);
    expect(line.answers).toEqual([{ kind: 'answer', body: 'ANSWER', origin: 'unasked' }]);
  });
  it('is still accepted when the customer’s time ends while it is being sent', () => {
    const line = waiting();
    hear(line, ENQ);
    line.fireStep();
    line.fireLimit();
    hear(line, answer);
    line.fireStep();
    hear(line, EOT);
    expect(line.ended).toEqual(['answered']);
  });
});

describe('on a line that is never silent, the session', () => {
  const waitingForFrame = (): SessionDriver => {
    const line = new SessionDriver(timers);
    line.start({ kind: 'request', frame });
    hear(line, ENQ);
    line.fireStep();
    expect(line.state.at).toBe('receiving');
    return line;
  };
  it('counts an ENQ of ours that the terminal’s ENQ cancels as an attempt', () => {
    const line = waitingForFrame();
    for (let cancelled = 1; cancelled < timers.enquiryAttempts; cancelled++) {
      line.fireStep();
      line.fireStep();
      hear(line, ENQ);
      line.fireStep();
    }
    line.fireStep();
    expect(written(line).filter((byte) => byte === ENQ)).toHaveLength(timers.enquiryAttempts);
    expect(line.ended).toEqual(['line-busy']);
    expect(line.state.at).toBe('idle');
  });
  it('counts no attempt when the terminal’s ENQ comes in our pause', () => {
    const line = new SessionDriver(timers);
    line.start({ kind: 'request', frame });
    line.fireStep();
    expect(line.state).toMatchObject({ at: 'pausing', attempt: 1 });
    hear(line, ENQ);
    line.fireStep();
    line.fireStep();
    expect(line.state).toMatchObject({ at: 'pausing', attempt: 1 });
  });
  it('ends a job at its limit to get the line, and the terminal may go on', () => {
    const line = waitingForFrame();
    line.fireLimit();
    expect(line.ended).toEqual(['line-busy']);
    hear(line, answer);
    expect(line.answers).toEqual([{ kind: 'answer', body: 'ANSWER', origin: 'unasked' }]);
  });
  it('ends a job that is abandoned while the terminal sends', () => {
    const line = waitingForFrame();
    line.send({ kind: 'abandon' });
    expect(line.ended).toEqual(['abandoned']);
    expect(line.state).toEqual({ at: 'receiving', back: { to: 'idle' } });
  });
  it('lets a job wait for the end of an earlier transmission, within the limit of the job', () => {
    const line = new SessionDriver(timers);
    hear(line, ENQ);
    line.fireStep();
    line.start({ kind: 'request', frame });
    expect(line.limitArmed).toBe(true);
    hear(line, answer);
    line.fireStep();
    hear(line, EOT);
    line.fireStep();
    expect(line.state).toMatchObject({ at: 'requesting', attempt: 1 });
  });
  it('does not prolong the last transmission of a payment', () => {
    const line = waiting();
    hear(line, ENQ);
    line.fireStep();
    line.fireLimit();
    expect(line.ended).toEqual([]);
    expect(line.limitArmed).toBe(true);
    hear(line, ENQ);
    line.fireStep();
    line.fireLimit();
    expect(line.ended).toEqual(['overdue']);
  });
  it('is overdue at the second limit while the answer is being stored, and answered once it is acknowledged', () => {
    const line = waiting();
    line.acknowledge = false;
    hear(line, ENQ);
    line.fireStep();
    hear(line, answer);
    line.fireLimit();
    line.fireLimit();
    expect(line.ended).toEqual(['overdue']);
    line.send({ kind: 'acknowledge' });
    line.fireStep();
    expect(written(line).at(-1)).toBe(ACK);
    const closing = waiting();
    hear(closing, ENQ);
    closing.fireStep();
    hear(closing, answer);
    closing.fireStep();
    closing.fireLimit();
    closing.fireLimit();
    expect(closing.ended).toEqual(['answered']);
  });
});

describe('an ENQ of the terminal', () => {
  it('that collides with our ENQ lets the terminal send first; then we send ENQ again', () => {
    const line = new SessionDriver(timers);
    line.start({ kind: 'request', frame });
    hear(line, ENQ);
    line.fireStep();
    hear(line, answer);
    expect(line.answers[0]?.origin).toBe('before-request');
    line.fireStep();
    hear(line, EOT);
    line.fireStep();
    expect(written(line)).toEqual([ENQ, ACK, ACK, ENQ]);
    expect(framesIn(line)).toBe(0);
  });
  it('that collides with our frame marks its answer as a collision', () => {
    const line = new SessionDriver(timers);
    line.start({ kind: 'request', frame });
    hear(line, ACK);
    line.fireStep();
    hear(line, ENQ);
    line.fireStep();
    hear(line, answer);
    expect(line.answers[0]?.origin).toBe('collision');
    line.fireStep();
    hear(line, EOT);
    expect(line.ended).toEqual(['collided']);
  });
});
