import type { CustomerDisplayTexts } from '../en/customer-display.ts';

export const texts: CustomerDisplayTexts = {
  open: 'Écran client',
  blocked:
    'Le navigateur n’a pas ouvert de fenêtre. Autorisez les fenêtres de cette page, puis appuyez de nouveau.',
  fullscreen: 'Plein écran',
  refund: 'Remboursement',
  views: {
    idle: { title: 'Bonjour', sub: 'Carte bancaire et sans contact acceptés' },
    card: { title: 'Présentez votre carte', sub: '' },
    wait: { title: 'Un instant', sub: '' },
    paid: { title: 'Payé, merci !', sub: '' },
    part: { title: 'déjà payé', sub: 'reste à payer' },
    reserved: { title: 'Merci !', sub: 'Le montant est réservé.' },
    refunded: { title: 'Remboursé', sub: '' },
    declined: { title: 'Paiement refusé', sub: 'Vous n’avez pas été débité. Essayez une autre carte.' },
    'not-made': { title: 'Paiement non effectué', sub: 'Vous n’avez pas été débité.' },
    doubt: { title: 'Un instant', sub: 'Votre commerçant vérifie le paiement.' },
  },
};
