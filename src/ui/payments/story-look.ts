import type { TimelineStep } from '../../core/history/timeline.ts';
import { isPaid } from '../../core/payment/outcome.ts';
import type { Tone } from '../parts/ecr-badge.ts';
import type { IconName } from '../parts/icon.ts';

export interface StoryLook {
  readonly tone: Tone;
  readonly icon: IconName;
}

const looks: Readonly<Partial<Record<TimelineStep['kind'], StoryLook>>> = {
  recorded: { tone: 'calm', icon: 'list' },
  sending: { tone: 'calm', icon: 'terminal' },
  accepted: { tone: 'calm', icon: 'card' },
  kept: { tone: 'calm', icon: 'list' },
  acknowledged: { tone: 'calm', icon: 'terminal' },
  unknown: { tone: 'warn', icon: 'question' },
  closed: { tone: 'calm', icon: 'minus' },
  'late-answer': { tone: 'warn', icon: 'clock' },
  alarm: { tone: 'warn', icon: 'warning' },
  'alarm-seen': { tone: 'calm', icon: 'check' },
  queued: { tone: 'calm', icon: 'clock' },
  tried: { tone: 'bad', icon: 'cross' },
  told: { tone: 'good', icon: 'check' },
  'next-try': { tone: 'calm', icon: 'clock' },
  parked: { tone: 'warn', icon: 'warning' },
};

/** The colour and drawing of a step; its words say the same. */
export function storyLook(step: TimelineStep): StoryLook {
  if (step.kind === 'resolved')
    return step.paid ? { tone: 'good', icon: 'check' } : { tone: 'calm', icon: 'cross' };
  if (step.kind === 'answered')
    return isPaid(step.outcome) ? { tone: 'good', icon: 'check' } : { tone: 'bad', icon: 'cross' };
  return looks[step.kind] ?? { tone: 'calm', icon: 'info' };
}
