import type { PhaseTexts } from '../../till/till-texts.ts';

export const phases: PhaseTexts = {
  recording: { label: 'Recording', now: 'Writing the payment down before anything is sent.' },
  'calling-terminal': { label: 'Calling the terminal', now: 'Waiting for the terminal to pick up.' },
  sending: { label: 'Sending the amount', now: 'The terminal is receiving the amount.' },
  customer: { label: 'Customer’s turn', now: 'The customer presents the card. This can take a few minutes.' },
  answer: { label: 'Terminal’s answer', now: 'The terminal has answered; the answer is being recorded.' },
  notifying: { label: 'Telling HiPay', now: 'The sale is recorded. HiPay is being told.' },
  finished: { label: 'Finished', now: 'The payment is finished.' },
};
