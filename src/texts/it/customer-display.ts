import type { CustomerDisplayTexts } from '../en/customer-display.ts';

export const texts: CustomerDisplayTexts = {
  open: 'Schermo cliente',
  blocked:
    'Il browser non ha aperto nessuna finestra. Consenta le finestre di questa pagina, poi prema di nuovo.',
  fullscreen: 'Schermo intero',
  refund: 'Rimborso',
  views: {
    idle: { title: 'Buongiorno', sub: 'Si accettano carte e contactless' },
    card: { title: 'Presenti la carta', sub: '' },
    wait: { title: 'Un momento', sub: '' },
    paid: { title: 'Pagato, grazie!', sub: '' },
    part: { title: 'già pagato', sub: 'ancora da pagare' },
    reserved: { title: 'Grazie!', sub: 'L’importo è riservato.' },
    refunded: { title: 'Rimborsato', sub: '' },
    declined: { title: 'Pagamento rifiutato', sub: 'Non Le è stato addebitato nulla. Provi un’altra carta.' },
    'not-made': { title: 'Pagamento non effettuato', sub: 'Non Le è stato addebitato nulla.' },
    doubt: { title: 'Un momento', sub: 'Il negozio sta verificando il pagamento.' },
  },
};
