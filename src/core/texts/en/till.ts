import type { TillTexts } from '../../till/till-texts.ts';
import { failures } from './failures.ts';
import { phases } from './phases.ts';

export const texts: TillTexts = {
  failures,
  phases,
  charged: {
    no: 'The customer was not charged.',
    yes: 'The customer was charged.',
    unknown: 'It is not known whether the customer was charged: do not charge again before you have looked.',
  },
  redKey:
    'The till cannot call a payment off once the terminal has it. Press the red key on the terminal; what it then says is the result.',
  nothing: 'No payment is running.',
  tooLate: 'The terminal has answered already: this payment is being recorded.',
};
