import type { Tone } from '../parts/ecr-badge.ts';
import type { IconName } from '../parts/icon.ts';
import type { LampState } from '../texts/texts.ts';

/** Colour and drawing of each lamp. The words beside it say the same. */
export const lampLook: Record<LampState, { tone: Tone; icon: IconName }> = {
  'not-chosen': { tone: 'calm', icon: 'minus' },
  away: { tone: 'bad', icon: 'cross' },
  opening: { tone: 'calm', icon: 'clock' },
  unchecked: { tone: 'warn', icon: 'question' },
  ready: { tone: 'good', icon: 'check' },
  silent: { tone: 'bad', icon: 'warning' },
  garbled: { tone: 'bad', icon: 'warning' },
  'not-ready': { tone: 'warn', icon: 'clock' },
  'in-use': { tone: 'bad', icon: 'warning' },
  paying: { tone: 'good', icon: 'card' },
};

/** The connector tells which device it speaks with. In the other states it has only a program's English, of why there is none. */
export const namesDevice = (state: LampState): boolean =>
  state !== 'not-chosen' && state !== 'away' && state !== 'in-use';
