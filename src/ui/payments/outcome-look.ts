import type { Outcome } from '../../core/payment/outcome.ts';
import type { Tone } from '../parts/ecr-badge.ts';
import type { IconName } from '../parts/icon.ts';

/** Colour and drawing of each outcome. The word beside them says the same. */
export const outcomeLook: Record<Outcome, { tone: Tone; icon: IconName }> = {
  APPROVED: { tone: 'good', icon: 'check' },
  PARTIALLY_APPROVED: { tone: 'warn', icon: 'check' },
  DECLINED: { tone: 'bad', icon: 'cross' },
  CANCELLED: { tone: 'calm', icon: 'cross' },
  NOT_SENT: { tone: 'calm', icon: 'minus' },
  UNKNOWN: { tone: 'warn', icon: 'question' },
  OTHER_PAYMENT: { tone: 'warn', icon: 'differ' },
};
