import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../src/core/settings/settings.ts';
import { bytesOf, type Session, sessions } from '../../../vectors/concert-vectors.ts';
import { SessionDriver } from './session-driver.ts';

const v2 = sessions.filter(({ protocol }) => protocol !== 'caisse-ap-v3-tcp');

/** The expected end of each recorded session. */
const ends: Record<string, string> = {
  'v2-debit-accepted-end-of-transaction': 'answered',
  'v2-debit-refused': 'answered',
  'v2-immediate-answer': 'answered',
  'v2-enq-no-answer': 'no-answer',
  'v2-presence-probe': 'present',
  'v2-enq-refused': 'enquiry-refused',
  'v2-frame-nak': 'frame-refused',
};

function play({ name, steps }: Session): SessionDriver {
  const frame = steps.find(
    ({ direction, bytes_hex }) => direction === 'pos->terminal' && bytes_hex.length > 2,
  );
  // The recorded session v2-frame-nak ends after one NAK. Our default is to resend the frame twice.
  const timers = {
    ...defaultSettings().terminal.timers,
    ...(name === 'v2-frame-nak' ? { frameResends: 0 } : {}),
  };
  const line = new SessionDriver(timers);
  const requested = frame ?? (name === 'v2-enq-no-answer' ? { bytes_hex: '0241034242' } : undefined);
  line.start(requested ? { kind: 'request', frame: bytesOf(requested.bytes_hex) } : { kind: 'probe' });
  for (const step of steps) {
    if (step.direction === 'terminal->pos') line.hear(bytesOf(step.bytes_hex));
    else expect(Buffer.from(line.nextWrite()).toString('hex')).toBe(step.bytes_hex);
  }
  return line;
}

describe('every recorded session', () => {
  it.each(v2)('$name is repeated byte for byte, with its expected end', (session) => {
    const line = play(session);
    expect(line.ended).toEqual([ends[session.name]]);
    expect(line.unread).toEqual([]);
    expect(line.state.at).toBe('idle');
  });
  it('of the file has an expected end here', () => {
    expect(v2.map(({ name }) => name).sort()).toEqual(Object.keys(ends).sort());
  });
});
