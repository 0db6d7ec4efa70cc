import type { PhaseTexts } from '../../till/till-texts.ts';

export const phases: PhaseTexts = {
  recording: { label: 'Enregistrement', now: 'Le paiement est noté avant tout envoi.' },
  'calling-terminal': { label: 'Appel du terminal', now: 'On attend que le terminal réponde à l’appel.' },
  sending: { label: 'Envoi du montant', now: 'Le terminal reçoit le montant.' },
  customer: {
    label: 'Au tour du client',
    now: 'Le client présente sa carte. Cela peut prendre quelques minutes.',
  },
  answer: { label: 'Réponse du terminal', now: 'Le terminal a répondu ; la réponse est enregistrée.' },
  notifying: {
    label: 'Information de HiPay',
    now: 'La vente est enregistrée. HiPay est en train d’être informé.',
  },
  finished: { label: 'Terminé', now: 'Le paiement est terminé.' },
};
