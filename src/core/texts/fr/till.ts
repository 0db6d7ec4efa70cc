import type { TillTexts } from '../../till/till-texts.ts';
import { failures } from './failures.ts';
import { phases } from './phases.ts';

export const texts: TillTexts = {
  failures,
  phases,
  charged: {
    no: 'Le client n’a pas été débité.',
    yes: 'Le client a été débité.',
    unknown: 'On ne sait pas si le client a été débité : n’encaissez pas de nouveau avant d’avoir vérifié.',
  },
  redKey:
    'La caisse ne peut plus annuler un paiement que le terminal a reçu. Appuyez sur la touche rouge du terminal ; ce qu’il dira est le résultat.',
  nothing: 'Aucun paiement n’est en cours.',
  tooLate: 'Le terminal a déjà répondu : ce paiement est en cours d’enregistrement.',
};
