import type { DeviceHeard } from '../core/terminal/device-choice.ts';
import type { EndOfSession } from '../core/terminal/exchange-end.ts';
import type { LampState } from './desk-lamp.ts';

/** What is known of a terminal on a line that stays open, after a session on it. Absent: no more than before. */
export const lampOfEnd: Partial<Record<EndOfSession, LampState>> = {
  answered: 'ready',
  present: 'ready',
  collided: 'ready',
  'frame-refused': 'ready',
  overdue: 'unchecked',
  'no-answer': 'silent',
  'enquiry-refused': 'not-ready',
  garbled: 'garbled',
};

/** What is known of the device that was chosen among several. */
export const lampOfHeard: Partial<Record<DeviceHeard, LampState>> = {
  answers: 'ready',
  refuses: 'not-ready',
  silent: 'silent',
};

/** A terminal that was switched on again, or set right, shows by itself. One that is ready is not disturbed. */
export const comesByItself: ReadonlySet<LampState> = new Set(['silent', 'not-ready', 'garbled']);
