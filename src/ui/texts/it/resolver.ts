import type { Texts } from '../texts.ts';

export const resolver: Texts['resolver'] = {
  open: 'Controlla la ricevuta',
  later: 'Più tardi',
  paidLabel: 'Pagato',
  notPaidLabel: 'Non pagato',
  resolvedPaid: '{by} ha guardato la ricevuta: pagato.',
  resolvedNotPaid: '{by} ha guardato la ricevuta: non pagato.',
  payAgain: 'L’ordine può essere pagato di nuovo.',
};
