import type { Texts } from '../texts.ts';

export const resolver: Texts['resolver'] = {
  open: 'Vérifier le ticket',
  later: 'Plus tard',
  paidLabel: 'Payé',
  notPaidLabel: 'Pas payé',
  resolvedPaid: '{by} a regardé le ticket : payé.',
  resolvedNotPaid: '{by} a regardé le ticket : pas payé.',
  payAgain: 'La commande peut être payée de nouveau.',
};
