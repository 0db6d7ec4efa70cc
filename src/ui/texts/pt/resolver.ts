import type { Texts } from '../texts.ts';

export const resolver: Texts['resolver'] = {
  open: 'Verificar o talão',
  later: 'Mais tarde',
  paidLabel: 'Pago',
  notPaidLabel: 'Não pago',
  resolvedPaid: '{by} viu o talão: pago.',
  resolvedNotPaid: '{by} viu o talão: não pago.',
  payAgain: 'A encomenda pode ser paga de novo.',
};
