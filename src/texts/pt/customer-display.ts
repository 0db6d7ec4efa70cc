import type { CustomerDisplayTexts } from '../en/customer-display.ts';

export const texts: CustomerDisplayTexts = {
  open: 'Ecrã do cliente',
  blocked: 'O navegador não abriu nenhuma janela. Permita as janelas desta página e prima de novo.',
  fullscreen: 'Ecrã inteiro',
  refund: 'Reembolso',
  views: {
    idle: { title: 'Olá', sub: 'Aceitamos cartão e contactless' },
    card: { title: 'Apresente o seu cartão', sub: '' },
    wait: { title: 'Um momento', sub: '' },
    paid: { title: 'Pago, obrigado!', sub: '' },
    part: { title: 'já pago', sub: 'por pagar' },
    reserved: { title: 'Obrigado!', sub: 'O valor está reservado.' },
    refunded: { title: 'Reembolsado', sub: '' },
    declined: { title: 'Pagamento recusado', sub: 'Não lhe foi cobrado nada. Tente outro cartão.' },
    'not-made': { title: 'Pagamento não efetuado', sub: 'Não lhe foi cobrado nada.' },
    doubt: { title: 'Um momento', sub: 'A loja está a verificar o pagamento.' },
  },
};
